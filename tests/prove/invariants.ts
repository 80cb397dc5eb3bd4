/**
 * What must hold in every leaf, written apart from the rules: it looks only at facts, policy and outcome. A sentence
 * comes back when it does not hold. A fact that the rules never read is undefined here, so a promise about it fails.
 */
import type { Case, FormOutline, Outline } from '../../domain/rules/basis/outline.ts'
import { nextSteps } from '../../domain/rules/refusals/next.ts'
import { refusals } from '../../domain/rules/refusals/index.ts'
import { described, type Symbols } from './terms.ts'

export type Leaf = {
  readonly it: Case<Symbols>
  readonly outcome: Outline<Symbols>
  readonly cited: ReadonlySet<string>
}

/** The promise that a leaf breaks, or null. */
export function broken(leaf: Leaf): string | null {
  const { outcome } = leaf
  return outcome.kind === 'refusal'
    ? brokenRefusal(outcome.id)
    : (forms.find(([, holds]) => !holds({ ...leaf, form: outcome }))?.[0] ?? null)
}

function brokenRefusal(id: keyof typeof refusals): string | null {
  const { next, visitor, staff } = refusals[id]
  if (nextSteps[next].nl === '' || staff === '' || visitor.nl === '')
    return 'every refusal has a sentence and a next step'
  const hidden = { 'R04.childSaidNo': true, 'R06.saidNo': true, 'R10.saidNo': true, 'all.blocked': true }
  return id in hidden &&
    /\bnee\b|wil niet|weiger|geblok|\bno\b|not want|refus|declin|block|\barts\b|physician/i.test(
      visitor.nl + visitor.en,
    )
    ? 'a private answer and a physician’s reason never reach the visitor'
    : null
}

type FormLeaf = Leaf & { readonly form: FormOutline<Symbols> }
type Promise = readonly [promise: string, holds: (leaf: FormLeaf) => boolean]

const age = ({ it }: Leaf, years: number) =>
  it.ops.notAfter(it.ops.addYears(it.facts.patient.birth, years), it.facts.today)
const lacking = ({ it }: Leaf) => it.facts.patient.finding?.capacity === 'lacking'
const signs = ({ form }: FormLeaf, role: string) => form.signers.find((signer) => signer.role === role)
const bounded = ({ form }: FormLeaf, by: RegExp) => form.ends.some((end) => by.test(described(end.day)))
const represents = ({ form }: FormLeaf) => form.form === 'incapableAdultForm'
const isChildForm = ({ form }: FormLeaf) => form.form === 'childForm'

const forms: readonly Promise[] = [
  [
    'nobody gets access to the record of a patient who is dead, suspended or not registered',
    ({ it: { facts } }) =>
      facts.patient.deceased === false && facts.patient.suspended === false && facts.patient.numberKnown === true,
  ],
  [
    'nobody who is dead, blocked, suspended or the patient himself gets a mandate',
    ({
      it: {
        facts: { applicant },
      },
    }) =>
      [applicant.deceased, applicant.blocked, applicant.suspended, applicant.sameAsPatient].every((it) => it === false),
  ],
  [
    'nothing goes on over a doubtful document, over papers that contradict each other, or with staff as a party',
    ({
      it: {
        facts: { checks },
      },
    }) => checks.documentDoubtful === false && checks.staffIsParty === false && checks.papersCollide === false,
  ],
  [
    'the applicant signs and proves who he is',
    (leaf) => signs(leaf, 'applicant')?.proves.includes('identity') === true,
  ],
  ['every signer proves who he is', ({ form }) => form.signers.every(({ proves }) => proves.includes('identity'))],
  [
    'a child of 12 to 15 with capacity is asked alone, and nothing goes through against its no',
    (leaf) => {
      if (!isChildForm(leaf) || !age(leaf, 12) || age(leaf, 16) || lacking(leaf)) return true
      const needed = leaf.it.policy.children.consent === 'writtenYes' ? 'signature' : 'noObjection'
      const asked = signs(leaf, 'patient')
      return asked?.alone === true && asked.gives === needed && !leaf.it.ops.isNo(leaf.it.facts.patient.answer)
    },
  ],
  [
    'nobody else sees the child’s answer',
    (leaf) =>
      signs(leaf, 'patient')?.alone !== true ||
      leaf.form.signers.every(({ role, sees }) => role === 'patient' || sees === 'formWithoutPrivateAnswers'),
  ],
  [
    'nobody signs for a patient of 16 or older with capacity',
    (leaf) =>
      !age(leaf, 16) ||
      lacking(leaf) ||
      (signs(leaf, 'patient')?.gives === 'signature' && !leaf.it.ops.isNo(leaf.it.facts.patient.answer)),
  ],
  [
    'a chosen person never decides on care',
    (leaf) =>
      signs(leaf, 'patient') === undefined ||
      isChildForm(leaf) ||
      !leaf.it.ops.isToDecide(leaf.it.facts.request.purpose),
  ],
  [
    'incapacity comes only from a physician’s finding that is dated, fresh and not over',
    (leaf) => {
      if (!represents(leaf) && leaf.form.row !== 'R05') return true
      const { ops, facts, policy } = leaf.it
      const { finding } = facts.patient
      if (finding === null || finding.capacity !== 'lacking') return false
      const limit = ops.addMonths(finding.on, policy.representative.findingMaxAgeMonths)
      const over = finding.until !== null && !ops.notAfter(facts.today, finding.until)
      return ops.notAfter(finding.on, facts.today) && ops.notAfter(facts.today, limit) && !over
    },
  ],
  [
    'what rests on a finding that a clerk wrote over counts only when a physician approves',
    (leaf) => {
      const rests = represents(leaf) || leaf.form.row === 'R05'
      return !rests || leaf.it.facts.patient.finding?.source !== 'transcribed' || leaf.form.approver === 'physician'
    },
  ],
  ['only adults are represented on the adult form', (leaf) => !represents(leaf) || age(leaf, 18)],
  ['the child form is never for an adult', (leaf) => !isChildForm(leaf) || !age(leaf, 18)],
  [
    'the order of 7:465(3) holds',
    ({ form, it: { facts } }) => {
      const { courtAppointed, writtenProxy, partner } = facts.others
      const left = courtAppointed === 'none' || form.scope.names.includes('!facts.others.courtTopics')
      const free = (step: string) => step === 'none' || step === 'declines'
      // Whom a court appointed stays appointed, also when he declines; what his ruling leaves is the next step’s.
      if (form.row === 'R14') return left
      if (form.row !== 'R15') return true
      return left && free(writtenProxy) && (facts.relation === 'partner' || free(partner))
    },
  ],
  [
    'a paper counts only for the patient whom it names',
    ({ form, it: { facts } }) => {
      const proofs = form.signers.flatMap(({ proves }) => proves)
      if (proofs.includes('ruling') && facts.evidence.ruling?.ofPatient !== true) return false
      return !proofs.includes('writtenAuthorization') || facts.evidence.authorization?.ofPatient === true
    },
  ],
  [
    'a proxy holds without an open condition and within what kinds of data can say',
    ({ form, it: { facts } }) => {
      if (form.row !== 'R14') return true
      const { authorization } = facts.evidence
      return authorization?.conditionOpen === false && authorization.beyondKinds === false
    },
  ],
  [
    'no curator or mentor works at this hospital, and a closed route gives no form',
    ({ form, it: { facts, policy } }) => {
      const { relation, applicant } = facts
      if (relation !== 'curator' && relation !== 'mentor') return true
      return (
        form.form === 'incapableAdultForm' &&
        applicant.worksHere === false &&
        policy.representative[relation] === 'open'
      )
    },
  ],
  [
    'a chosen person waits for the physician where a court appointed somebody',
    ({ form, it: { facts } }) =>
      form.row !== 'R10' || facts.patient.finding !== null || facts.others.courtAppointed === 'none',
  ],
  [
    'a proxy is the act of an adult, from before the finding that he cannot decide',
    ({ form, it: { facts, ops } }) => {
      if (form.row !== 'R14') return true
      const signedOn = facts.evidence.authorization?.signedOn
      const found = facts.patient.finding?.on
      if (signedOn === undefined || found === undefined) return false
      return ops.notAfter(ops.addYears(facts.patient.birth, 18), signedOn) && !ops.notAfter(found, signedOn)
    },
  ],
  [
    'of every paper that was shown the smallest holds: a ruling narrows and ends each child form',
    (leaf) => {
      if (!isChildForm(leaf)) return true
      const { ops, facts } = leaf.it
      const { ruling } = facts.evidence
      if (ruling === null) return true
      // Never looked at.
      if (ruling?.measure === undefined) return false
      // Another's, beside a parent's extract: it took the authority until it ended, and nothing later is known of.
      const over = ruling.until !== null && !ops.notAfter(facts.today, ruling.until) && ruling.newest === true
      if (facts.relation === 'parentWithAuthority') return over
      const fits = ruling.measure === 'guardianship' || ruling.measure === 'partialAuthority'
      const ends = ruling.until === null || bounded(leaf, /ruling.until d\+d1$/)
      const narrows = ruling.kinds === null || leaf.form.scope.names.includes('facts.evidence.ruling.kinds')
      const starts = leaf.form.starts.some((start) => described(start.day) === 'facts.evidence.ruling.effectiveOn d')
      return fits && ends && narrows && starts
    },
  ],
  [
    'nobody under curatele holds authority',
    (leaf) => {
      const { applicant } = leaf.it.facts
      return !isChildForm(leaf) || applicant.organisation !== null || applicant.underCuratele === false
    },
  ],
  [
    'what anybody agreed to before a child was 12 never lasts beyond that day unasked',
    (leaf) => {
      if (!isChildForm(leaf) || age(leaf, 12)) return true
      if (bounded(leaf, /^facts.patient.birth d\+y(1[0-2]|policy.ages.childSigns)$/)) return true
      return leaf.form.pauses.some(({ day }) => described(day) === 'facts.patient.birth d+y12')
    },
  ],
  [
    'family always needs the physician, and so does a child without capacity',
    ({ form }) => (form.row !== 'R15' && form.row !== 'R05') || form.approver === 'physician',
  ],
  [
    'a co-holder is asked, or a physician approves without him, where the policy asks all',
    (leaf) => {
      if (!isChildForm(leaf) || leaf.cited.has('authority.sole') || leaf.cited.has('authority.applicantOnly'))
        return true
      return signs(leaf, 'coHolder') !== undefined || leaf.form.approver === 'physician'
    },
  ],
  [
    'access of a parent to a child with capacity ends at 16 at the latest',
    (leaf) =>
      !isChildForm(leaf) ||
      leaf.form.row === 'R05' ||
      lacking(leaf) ||
      bounded(leaf, /^facts.patient.birth d\+y(1[0-6]$|policy.ages.(childSigns|parentAccessEnds)$)/),
  ],
  [
    'a child form ends at 18 at the latest',
    (leaf) => !isChildForm(leaf) || bounded(leaf, /^facts.patient.birth d\+y(1[0-8]$|policy.ages)/),
  ],
  [
    'no mandate outlives the physician’s date',
    (leaf) =>
      !lacking(leaf) ||
      !age(leaf, 12) ||
      leaf.it.facts.patient.finding?.until === null ||
      bounded(leaf, /finding.until d\+d1$/),
  ],
  [
    'no mandate outlives the ruling that it rests on',
    (leaf) => {
      if (!leaf.form.signers.some(({ proves }) => proves.includes('ruling'))) return true
      return leaf.it.facts.evidence.ruling?.until === null || bounded(leaf, /ruling.until d\+d1$/)
    },
  ],
  [
    'access never begins before the ruling takes effect',
    (leaf) =>
      !leaf.form.signers.some(({ proves }) => proves.includes('ruling')) ||
      leaf.form.starts.some((start) => described(start.day) === 'facts.evidence.ruling.effectiveOn d'),
  ],
  [
    'no mandate outlives the employee’s own mandate',
    (leaf) =>
      leaf.it.facts.applicant.organisation === null ||
      leaf.it.facts.applicant.organisation.until === null ||
      bounded(leaf, /organisation.until d\+d1$/),
  ],
  [
    'no mandate lasts longer than asked',
    (leaf) => leaf.it.facts.request.until === null || bounded(leaf, /request.until d\+d1$/),
  ],
  ['family gets a term', (leaf) => leaf.form.row !== 'R15' || bounded(leaf, /relativesMonths|^\d{4}/)],
  [
    'every start lies before every end',
    ({ it: { ops }, form }) =>
      form.starts.every((start) => form.ends.every((end) => !ops.notAfter(end.day, start.day))),
  ],
  [
    'the scope holds what was asked and what the policy allows',
    ({ form }) =>
      form.scope.names.includes('facts.request.kinds') &&
      form.scope.names.some((name) => name.startsWith('policy.scope.')),
  ],
  [
    'a ruling or proxy that is limited to topics narrows the scope',
    ({
      it: {
        facts: { evidence },
      },
      form,
    }) => {
      const proofs = form.signers.flatMap(({ proves }) => proves)
      if (
        proofs.includes('ruling') &&
        (evidence.ruling?.kinds ?? null) !== null &&
        !form.scope.names.includes('facts.evidence.ruling.kinds')
      )
        return false
      return (
        !proofs.includes('writtenAuthorization') ||
        (evidence.authorization?.kinds ?? null) === null ||
        form.scope.names.includes('facts.evidence.authorization.kinds')
      )
    },
  ],
  [
    'an organisation shows its employee’s mandate',
    ({
      it: {
        facts: { applicant },
      },
      form,
    }) =>
      applicant.organisation === null ||
      (applicant.organisation.employeeMandate === 'shown' &&
        form.signers[0]?.proves.includes('employeeMandate') === true),
  ],
]

/** The promises about forms, for the report. */
export const promises: readonly string[] = forms.map(([promise]) => promise)
