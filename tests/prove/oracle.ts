/**
 * The rule table once more, written naively and apart from the rules: does this raw point lead to a form, of which row,
 * with which signers and which last day? No shared code but the calendar.
 */
import { addDays, addMonths, addYears, ageOn } from '../../domain/days/calendar.ts'
import { everyKind } from '../../domain/policy/kinds.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { Facts } from '../../domain/rules/index.ts'

export type Answer = {
  readonly row: string
  readonly signers: string
  readonly approver: string
  readonly start: string
  readonly end: string | null
  readonly scope: string
} | null

const family = ['partner', 'parentOfAdult', 'childOfAdult', 'sibling', 'grandparent', 'grandchild']
const holders = ['parentWithAuthority', 'otherHolderOfAuthority', 'guardian']
const chosen = ['voluntaryProxy', 'parentWithoutAuthority', 'fosterParent', 'stepParent', 'carer', 'otherRelation']

export function oracle(f: Facts, p: HospitalPolicy): Answer {
  const age = ageOn(f.patient.birth, f.today)
  const own = ageOn(f.applicant.birth, f.today)
  const { relation, patient, applicant, evidence, request, others, coHolder } = f
  const organisation = applicant.organisation
  if (impossible(f, p, { age, own }) || !newMandate(f, p)) return null
  const may = (who: Facts['applicant']['identity']) =>
    (who.level === 'authenticated' || (who.level === 'identified' && p.identity.sign === 'identified')) &&
    (who.documentValidUntil === null || who.documentValidUntil >= f.today)
  // Whoever was never seen may still come; that is only known when it is known who signs.
  const away = applicant.identity.level === 'none'
  if (!away && !may(applicant.identity)) return null
  if (!away && (applicant.terms ?? 'accepted') !== 'accepted') return null
  if (organisation !== null && !['guardian', 'otherHolderOfAuthority', 'curator', 'mentor'].includes(relation))
    return null
  if (p.scope[request.purpose] === 'closed') return null

  const finding = patient.finding
  const fresh =
    finding !== null &&
    finding.on <= f.today &&
    addMonths(finding.on, p.representative.findingMaxAgeMonths) >= f.today &&
    (finding.until === null || finding.until >= f.today)
  const known = finding === null ? !patient.capacityDoubted : fresh
  const lacks = finding?.capacity === 'lacking'
  const ends: string[] = []
  const starts: string[] = [f.today]
  const sets: (readonly string[])[] = [request.kinds]
  let row = ''
  let physician = false
  let approves: keyof HospitalPolicy['approver'] = 'representative'
  const signers: string[] = ['applicant']
  const organisationOk =
    organisation === null ||
    (p.representative.organisations === 'open' &&
      organisation.employeeMandate === 'shown' &&
      (organisation.until === null || organisation.until >= f.today))

  const ruling = evidence.ruling
  const rulingOk = (measures: readonly string[]) =>
    ruling !== null &&
    measures.includes(ruling.measure) &&
    ruling.pronouncedOn <= f.today &&
    countsHere(ruling, p) &&
    (ruling.until === null || (ruling.until >= ruling.effectiveOn && ruling.until >= f.today))
  const { appointed, gone, nothingLeft } = court(f)
  const useRuling = () => {
    if (ruling === null) return
    starts.push(ruling.effectiveOn)
    if (ruling.until !== null) ends.push(addDays(ruling.until, 1))
    if (ruling.kinds !== null) sets.push(ruling.kinds)
  }

  const young = age >= 16 && age < 18
  if (
    (holders.includes(relation) || chosen.includes(relation)) &&
    young &&
    known &&
    !lacks &&
    age >= p.ages.parentAccessEnds
  ) {
    if (
      p.young.route === 'refer' ||
      organisation !== null ||
      request.purpose === 'decideOnCare' ||
      own < p.voluntary.granteeMinAge
    )
      return null
    if (f.mandates.voluntary >= p.voluntary.maxAtOnce || patient.answer === 'no') return null
    row = 'R06'
    signers.push('patient')
    if (p.young.end === 'at18') ends.push(addYears(patient.birth, 18))
    sets.push(p.scope.young)
    approves = 'young'
  } else if (holders.includes(relation)) {
    if (age >= 18 || !organisationOk) return null
    if (organisation === null && applicant.birth >= patient.birth) return null
    const extract = evidence.authorityExtract
    const parent = relation === 'parentWithAuthority'
    const wanted = parent ? 'extract' : p.authority.guardianEvidence
    const byRuling = wanted === 'ruling' || (wanted === 'either' && extract === null)
    const grown = organisation !== null || (own >= 18 && !applicant.underCuratele)
    const young = parent && own >= 16 && !applicant.underCuratele && extract?.source === 'extract'
    let joint = false
    if (parent && ruling !== null && !isSpent(f)) return null
    if (byRuling || (ruling !== null && !parent)) {
      const natural = byRuling && organisation === null
      if (!rulingOk(natural ? ['guardianship'] : ['guardianship', 'partialAuthority']) || ruling === null || !grown)
        return null
      useRuling()
      joint = ruling.joint
      if (ruling.measure === 'partialAuthority' && ruling.kinds === null) physician = true
    }
    if (!byRuling || extract !== null) {
      if (
        extract === null ||
        extract.ofPatient === false ||
        extract.issuedOn > f.today ||
        addMonths(extract.issuedOn, p.authority.extractMaxAgeMonths) < f.today ||
        extract.authority === 'notHolder'
      )
        return null
      if (
        relation === 'parentWithAuthority' &&
        p.authority.parentEvidence !== 'either' &&
        p.authority.parentEvidence !== extract.source
      )
        return null
      if (!grown && !young) return null
      const second = secondExtract(f, p)
      if (second === 'refused') return null
      joint = joint || [extract.authority, second].includes('joint')
    }
    if (joint) {
      if (coHolder !== null && (coHolder.sameAsApplicant || coHolder.sameAsPatient)) return null
      const skipped = coHolder !== null && (coHolder.deceased || coHolder.blocked || coHolder.standing === 'notAsked')
      if (coHolder?.standing === 'refused' && !coHolder.deceased) return null
      if (p.authority.required === 'all' && !skipped) signers.push('coHolder')
      if (p.authority.required === 'all' && skipped) physician = true
    }
    sets.push(p.scope.child)
    approves = 'child'
    if (age < p.ages.childSigns || (age < 12 && lacks)) {
      if (p.children.under12 !== 'form' || (age >= p.ages.childSigns && !fresh)) return null
      if (p.children.ownDocument === 'asked' && patient.identity.level === 'none') return null
      row = relation === 'parentWithAuthority' ? 'R03' : 'R08'
      const asked = age < p.ages.childSigns ? p.ages.childSigns : 12
      ends.push(addYears(patient.birth, p.children.atTwelve === 'ends' ? asked : p.ages.parentAccessEnds))
    } else if (age < 12) {
      if (p.children.from12 === 'refer' || patient.answer === 'no') return null
      row = parent ? 'R03' : 'R08'
      signers.push('patient')
      ends.push(addYears(patient.birth, p.children.atTwelve === 'ends' ? 12 : p.ages.parentAccessEnds))
    } else if (!known) return null
    else if (lacks) {
      if (p.children.incapable === 'refer') return null
      row = 'R05'
      ends.push(addYears(patient.birth, 18))
      if (finding?.until) ends.push(addDays(finding.until, 1))
    } else {
      if (age >= p.ages.parentAccessEnds || p.children.from12 === 'refer' || patient.answer === 'no') return null
      row = 'R04'
      signers.push('patient')
      ends.push(addYears(patient.birth, p.ages.parentAccessEnds))
    }
  } else if (relation === 'voluntaryProxy') {
    if (age < 18 || !known || lacks || (finding === null && appointed) || p.voluntary.route !== 'form') return null
    if (
      request.purpose === 'decideOnCare' ||
      own < p.voluntary.granteeMinAge ||
      f.mandates.voluntary >= p.voluntary.maxAtOnce ||
      patient.answer === 'no'
    )
      return null
    if (p.voluntary.patientPresent === 'mustBePresent' && !patient.present) return null
    row = 'R10'
    signers.push('patient')
    sets.push(p.scope.voluntary)
    approves = 'voluntary'
    if (p.voluntary.termYears !== null) ends.push(addYears(f.today, p.voluntary.termYears))
    if (p.voluntary.termMonths !== null) ends.push(addMonths(f.today, p.voluntary.termMonths))
  } else if (['curator', 'mentor', 'writtenProxy', ...family].includes(relation)) {
    if (age < 18 || finding === null || !fresh || !lacks || !organisationOk) return null
    if (organisation === null && (own < 18 || applicant.underCuratele)) return null
    if (p.representative.patientDocument === 'asked' && patient.identity.level === 'none') return null
    sets.push(p.scope.representative)
    if (finding.until !== null) ends.push(addDays(finding.until, 1))
    if (relation === 'curator' || relation === 'mentor') {
      if (p.representative[relation] === 'closed' || applicant.worksHere === true) return null
      if (ruling === null || !rulingOk([relation === 'curator' ? 'curatele' : 'mentorship'])) return null
      const register = evidence.curateleRegister
      if (relation === 'mentor' && register === 'listed') return null
      if (
        relation === 'curator' &&
        (register === 'notListed' || (register === 'notChecked' && p.representative.registerCheck === 'needed'))
      )
        return null
      if (ruling.newestLetterOn !== null && ruling.newestLetterOn > f.today) return null
      const term = p.representative.courtTerm
      if (term.kind === 'years') {
        const over = addYears(ruling.newestLetterOn ?? ruling.effectiveOn, term.years)
        if (over <= f.today) return null
        ends.push(over)
      }
      useRuling()
      row = organisation !== null ? 'R13' : relation === 'curator' ? 'R11' : 'R12'
    } else if (relation === 'writtenProxy') {
      const written = evidence.authorization
      if (
        p.representative.writtenProxy === 'closed' ||
        nothingLeft ||
        written === null ||
        written.ofPatient === false ||
        written.conditionOpen === true ||
        written.beyondKinds === true ||
        written.signedOn > f.today ||
        written.signedOn >= finding.on ||
        ageOn(patient.birth, written.signedOn) < 18
      )
        return null
      if (written.kinds !== null) sets.push(written.kinds)
      sets.push(everyKind.filter((kind) => !gone.includes(kind)))
      row = 'R14'
      physician = others.sameStep
    } else {
      if (p.representative.relatives === 'closed' || nothingLeft || others.writtenProxy === 'acts') return null
      sets.push(everyKind.filter((kind) => !gone.includes(kind)))
      if (relation.startsWith('grand') && p.representative.widerFamily === 'closed') return null
      if ((relation !== 'partner' && others.partner === 'acts') || evidence.kinship === 'missing') return null
      if (['parentOfAdult', 'grandparent'].includes(relation) && applicant.birth >= patient.birth) return null
      if (['childOfAdult', 'grandchild'].includes(relation) && applicant.birth <= patient.birth) return null
      row = 'R15'
      ends.push(addMonths(f.today, p.representative.relativesMonths))
    }
  } else return null

  const apart = away || !patient.present
  if ((row === 'R06' || row === 'R10') && apart && p.voluntary.together === 'sameVisit') return null
  if (away && holders.includes(relation) && row !== 'R06' && p.children.comesFirst === 'withParent') return null
  if (away && !(signers.includes('patient') && patient.present && may(patient.identity))) return null
  if (request.until !== null) ends.push(addDays(request.until, 1))
  if (organisation !== null && organisation.until !== null) ends.push(addDays(organisation.until, 1))
  if (request.from !== null) starts.push(request.from)
  const start = starts.sort().at(-1) ?? f.today
  const end = ends.sort()[0] ?? null
  if (end !== null && end <= start) return null
  if (request.until !== null && request.until < f.today) return null
  if (!request.kinds.some((kind) => sets.every((set) => set.includes(kind)))) return null
  const scope = request.kinds.filter((kind) => sets.every((set) => set.includes(kind)))
  // What the child and the other holder leave to who asks.
  const left = scope
    .filter((kind) => !signers.includes('patient') || (patient.answerKinds ?? everyKind).includes(kind))
    .filter((kind) => !signers.includes('coHolder') || (coHolder?.allows ?? everyKind).includes(kind))
  if (left.length === 0 || abroad(row, f)) return null
  const approver = physician || isPhysicians(row, f, p, age) ? 'physician' : p.approver[approves]
  return { row, signers: signers.sort().join(), approver, start, end, scope: left.join() }
}

function impossible(
  f: Facts,
  p: HospitalPolicy,
  { age, own }: { readonly age: number; readonly own: number },
): boolean {
  const { patient, applicant, request, checks, relation } = f
  const { authorityExtract: shown, otherExtract, ruling: read } = f.evidence
  const papers = [shown?.issuedOn, otherExtract?.issuedOn, read?.pronouncedOn, read?.effectiveOn, read?.newestLetterOn]
  return (
    papers.some((on) => on !== undefined && on !== null && on < patient.birth) ||
    dated(f) ||
    [age, own].some((years) => years < 0 || years >= 125) ||
    [applicant.sameAsPatient, patient.deceased, patient.suspended, !patient.numberKnown].includes(true) ||
    [applicant.deceased, applicant.blocked, applicant.suspended, relation === 'self'].includes(true) ||
    [checks.staffIsParty, checks.documentDoubtful, checks.papersCollide, request.beyondKinds].includes(true) ||
    (p.rollout.departments === 'opened' && request.department === 'notYet')
  )
}

/** A letter of tomorrow; a ruling that appoints a child; a proxy for somebody who was not born. */
function dated({ today, relation, applicant, evidence: { ruling, authorization } }: Facts): boolean {
  if (ruling?.newestLetterOn != null && ruling.newestLetterOn > today) return true
  if (relation === 'writtenProxy' && authorization !== null && authorization.signedOn < applicant.birth) return true
  const named = ['guardian', 'otherHolderOfAuthority', 'curator', 'mentor'].includes(relation)
  if (ruling === null || applicant.organisation !== null || !named) return false
  return ageOn(applicant.birth, ruling.effectiveOn) < 18 || ruling.pronouncedOn < applicant.birth
}

/** A Dutch ruling about this child that is over, and no later one is known of. */
function isSpent({ evidence: { ruling }, today }: Facts): boolean {
  if (ruling === null || ruling.ofPatient === false || ruling.newest === false || ruling.measure === 'foreign')
    return false
  return ruling.until !== null && ruling.until < today && ruling.until >= ruling.effectiveOn
}

/** Measures of other states are not read here: whoever is nobody's parent, guardian, curator or mentor is sent to a person. */
function abroad(row: string, { evidence: { ruling }, patient: { finding }, today }: Facts): boolean {
  if (ruling?.measure !== 'foreign' || ruling.ofPatient === false) return false
  const over = ruling.until !== null && ruling.until < today
  return !over && (['R14', 'R15'].includes(row) || (['R06', 'R10'].includes(row) && finding === null))
}

function newMandate({ mandates, request, today }: Facts, p: HospitalPolicy): boolean {
  const { samePair: pair, endsOn = null } = mandates
  const months = p.times.renewalMonths
  const renews = pair === 'active' && months > 0 && endsOn !== null && endsOn <= addMonths(today, months)
  if (pair === 'suspended') return false
  return request.act === 'grant' ? pair === 'none' || renews : pair === 'active'
}

/** A court appointed somebody: recorded, in the register, or a ruling about this patient that is not over. */
function court({ evidence: { ruling, curateleRegister }, others, today }: Facts) {
  const recorded = others.courtAppointed !== 'none'
  const listed = curateleRegister === 'listed'
  const shown =
    ruling !== null &&
    ruling.ofPatient !== false &&
    ['curatele', 'mentorship'].includes(ruling.measure) &&
    (ruling.until === null || ruling.until >= today)
  const topics = [
    ...(recorded ? [others.courtTopics ?? null] : []),
    ...(listed ? [null] : []),
    ...(shown ? [ruling.beyondKinds === true ? null : ruling.kinds] : []),
  ]
  // What each of them is limited to stays outside; one that is limited to nothing leaves nothing.
  return {
    appointed: recorded || listed || shown,
    gone: topics.flatMap((kinds) => kinds ?? everyKind),
    nothingLeft: topics.includes(null),
  }
}

/** A second extract takes away, as long as it is not too old to say anything of today. */
function secondExtract({ evidence, today }: Facts, p: HospitalPolicy): 'refused' | 'joint' | null {
  const second = evidence.otherExtract ?? null
  if (second === null) return null
  if (second.ofPatient === false || second.issuedOn > today) return 'refused'
  if (addMonths(second.issuedOn, p.authority.extractMaxAgeMonths) < today) return null
  return second.authority === 'notHolder' ? 'refused' : second.authority === 'joint' ? 'joint' : null
}

/** What a ruling says of itself lets it count. */
function countsHere(ruling: NonNullable<Facts['evidence']['ruling']>, p: HospitalPolicy): boolean {
  const copied = ruling.copy === 'copy' && p.authority.rulingCopy === 'refused'
  const mine = ruling.ofPatient !== false && ruling.appoints !== 'another'
  return mine && ruling.newest !== false && ruling.beyondKinds !== true && !copied
}

/** Whether the row asks a physician, of a patient of this age. */
function isPhysicians(row: string, { patient: { finding } }: Facts, { ages }: HospitalPolicy, age: number): boolean {
  if (row === 'R05' || row === 'R15') return true
  // It rests on a finding that a clerk wrote over.
  if (finding?.source !== 'transcribed') return false
  return row === 'R03' || row === 'R08' ? age >= ages.childSigns && age < 12 && finding.capacity === 'lacking' : true
}
