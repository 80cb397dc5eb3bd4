/**
 * The one table of the intake: an ordered list of checks, a file each (checks/), and a column for each kind of envelope. The
 * first check that fails names the reason. A new kind is a new column: each row has to say whether it is asked of it.
 */
import { instantOf } from '../../clock/clock.ts'
import { askPort } from '../../store/fhir/reading.ts'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import { act } from './checks/act.ts'
import { actForm } from './checks/act-form.ts'
import { actPolicy } from './checks/act-policy.ts'
import { actRules } from './checks/act-rules.ts'
import { actSet } from './checks/act-set.ts'
import { actSigner } from './checks/act-signer.ts'
import { actStep } from './checks/act-step.ts'
import { takenAct } from './checks/taken-act.ts'
import { acceptanceBundle } from './checks/acceptance-bundle.ts'
import { certificate } from './checks/certificate.ts'
import { device } from './checks/device.ts'
import { document } from './checks/document.ts'
import { escrow } from './checks/escrow.ts'
import { witness } from './checks/witness.ts'
import { form } from './checks/form.ts'
import { formBundle } from './checks/form-bundle.ts'
import { identity } from './checks/identity.ts'
import { malformed } from './checks/malformed.ts'
import { manifest } from './checks/manifest.ts'
import { open } from './checks/open.ts'
import { pages } from './checks/pages.ts'
import { patient } from './checks/patient.ts'
import { policy } from './checks/policy.ts'
import { rules } from './checks/rules.ts'
import { seal } from './checks/seal.ts'
import { stopRules } from './checks/stop-rules.ts'
import { stopWords } from './checks/stop-words.ts'
import { steps } from './checks/steps.ts'
import { takenPart } from './checks/taken-part.ts'
import { terms } from './checks/terms.ts'
import { turn } from './checks/turn.ts'
import { visit } from './checks/visit.ts'
import { withheld } from './checks/withheld.ts'
import { peopleIn, witnessesIn } from '../../visits/people-in.ts'
import { withdrawal } from './checks/withdrawal.ts'
import { withdrawalBundle } from './checks/withdrawal-bundle.ts'
import { row } from './row.ts'
import type { Row } from './row.ts'

const none = { form: false, act: false, acceptance: false, withdrawal: false }
const all = { form: true, act: true, acceptance: true, withdrawal: true }
const forms = { ...none, form: true }
const acts = { ...none, act: true }
const acceptances = { ...none, acceptance: true }
const withdrawals = { ...none, withdrawal: true }

/** Whose it is: who sent it, in which visit, about whom. */
const origin: readonly Row[] = [
  row({
    name: 'open',
    asks: 'the intake key opens it, and its header names this envelope',
    refuses: ['cannotOpen'],
    kinds: all,
    needs: [],
    gives: 'opened',
    check: ({ jwe, id }, { house }) => open({ jwe, id, key: house.intake }),
  }),
  row({
    name: 'malformed',
    asks: 'it is a payload of a known format, with what its kind needs',
    refuses: ['malformed'],
    kinds: all,
    needs: ['opened'],
    gives: 'payload',
    check: ({ opened }) => malformed(opened),
  }),
  row({
    name: 'device',
    asks: 'the kiosk that delivers it certified the visit, and is enrolled now',
    refuses: ['device'],
    kinds: all,
    needs: ['payload'],
    gives: 'device',
    check: (known, { devices }) => device({ ...known, devices }),
  }),
  row({
    name: 'certificate',
    asks: 'the visit certificate is by a key that this kiosk had, for this central, and the signing falls into its time',
    refuses: ['certificate'],
    kinds: all,
    needs: ['payload', 'device'],
    gives: 'certified',
    async check(known, { origins }) {
      const audiences = (await askPort(origins)).map((one) => `${one}/token`)
      return await certificate({ ...known, audiences })
    },
  }),
  row({
    name: 'manifest',
    asks: 'every part of it is the one that the visit key signed for',
    refuses: ['manifest'],
    kinds: all,
    needs: ['payload', 'certified'],
    gives: 'nothing',
    check: ({ payload, certified }) => manifest(payload, certified),
  }),
  row({
    name: 'visit',
    asks: 'the central knows this visit, on this kiosk, by this key, and nobody had ended it before the signing',
    refuses: ['visit'],
    kinds: all,
    needs: ['certified', 'device'],
    gives: 'row',
    check: (known, { visits }) => visit({ ...known, visits }),
  }),
  row({
    name: 'identity',
    asks: 'the desk had established who this is before the signing',
    refuses: ['identity'],
    kinds: all,
    needs: ['row', 'certified'],
    gives: 'claim',
    check: (known) => identity(known.row, known.certified.signedAt),
  }),
  row({
    name: 'patient',
    asks: 'it is about the one patient of the visit, who is in the record, and about nobody else',
    refuses: ['patient'],
    kinds: all,
    needs: ['payload', 'row', 'certified'],
    gives: 'patient',
    check: (known, { store }) => patient({ ...known, store, on: dayAt(known.certified.signedAt) }),
  }),
  row({
    name: 'turn',
    asks: 'a request that comes in between is noticed at the commit: it only counts those that there are',
    refuses: [],
    kinds: all,
    needs: ['patient'],
    gives: 'turn',
    check: (known, { requests }) => turn(known.patient, requests),
  }),
]

/** Whether it is what forms, paper, rules and record say that it must be. */
const contents: readonly Row[] = [
  row({
    name: 'terms',
    asks: 'the terms and the privacy statement that each signer accepted are two that this hospital showed',
    refuses: ['form'],
    kinds: { ...all, withdrawal: false },
    needs: ['payload'],
    gives: 'nothing',
    check: async ({ payload }, { content }) => terms(payload, await askPort(content.shown)),
  }),
  row({
    name: 'form',
    asks: 'the form is one that this hospital showed, with answers that fit',
    refuses: ['form'],
    kinds: forms,
    needs: ['payload'],
    gives: 'answered',
    check: async ({ payload }, { content }) => form(payload, await askPort(content.shown)),
  }),
  row({
    name: 'steps',
    asks: 'the signers’ steps are an unbroken chain over this form, each by another whom the desk had identified',
    refuses: ['steps'],
    kinds: forms,
    needs: ['payload', 'certified', 'answered', 'row'],
    gives: 'steps',
    check: (known) => steps({ ...known, people: peopleIn(known.row), witnesses: witnessesIn(known.row) }),
  }),
  row({
    name: 'policy',
    asks: 'it was signed under rules that this hospital published, did not take back, and showed in this visit',
    refuses: ['rules'],
    kinds: forms,
    needs: ['payload', 'certified'],
    gives: 'policy',
    check: (known, { content }) => policy({ ...known, content, hospital: content.policy.hospital.id }),
  }),
  row({
    name: 'act',
    asks: 'an act is one person’s part of one set, and brings nothing for the record',
    refuses: ['malformed'],
    kinds: acts,
    needs: ['payload'],
    gives: 'act',
    check: ({ payload }) => act(payload),
  }),
  row({
    name: 'act-form',
    asks: 'the form of an act is one that this hospital showed, with answers that fit',
    refuses: ['form'],
    kinds: acts,
    needs: ['act'],
    gives: 'answered',
    check: async (known, { content }) => actForm(known.act, await askPort(content.shown)),
  }),
  row({
    name: 'act-policy',
    asks: 'it was signed under the rules that this kiosk showed in this visit, and nobody took them back',
    refuses: ['rules'],
    kinds: acts,
    needs: ['payload', 'certified'],
    gives: 'policy',
    check: (known, { content }) => actPolicy({ ...known, content }),
  }),
  row({
    name: 'act-set',
    asks: 'it reads the set as it is: what others signed of it, or nothing',
    refuses: [],
    kinds: acts,
    needs: ['act'],
    gives: 'set',
    check: (known, { sets }) => actSet(known.act, sets),
  }),
  row({
    name: 'act-signer',
    asks: 'the signer is one whom the desk identified in this visit, and may take this part',
    refuses: ['steps', 'identity'],
    kinds: acts,
    needs: ['act', 'payload', 'row', 'patient', 'certified'],
    gives: 'signedBy',
    check: (known) => actSigner(known),
  }),
  row({
    name: 'act-rules',
    asks: 'the rules of its day ask for this form and this signer; whether they still say what they said first is noted',
    refuses: ['patient', 'rules'],
    kinds: acts,
    needs: ['payload', 'act', 'signedBy', 'set', 'row', 'certified', 'patient', 'answered', 'policy'],
    gives: 'ruledAct',
    check: (known, { store }) => actRules({ ...known, set: known.set.row, store }),
  }),
  row({
    name: 'act-step',
    asks: 'the visit key signed exactly the words that follow from record, form and answers',
    refuses: ['steps', 'document'],
    kinds: acts,
    needs: ['payload', 'act', 'signedBy', 'ruledAct', 'answered', 'patient', 'certified'],
    gives: 'steps',
    check: (known, { hospital }) => actStep({ ...known, hospital }),
  }),
  row({
    name: 'escrow',
    asks: 'each pen movement belongs to its step, is closed to the escrow key, and those rules ask for it',
    refuses: ['steps', 'rules'],
    kinds: { ...forms, act: true },
    needs: ['payload', 'steps', 'policy'],
    gives: 'nothing',
    check: (known, { house }) => escrow({ ...known, key: house.escrow }),
  }),
  row({
    name: 'witness',
    asks: 'who saw a mark made is not the patient or a signer, and for a patient’s mark nobody of the staff who took part',
    refuses: ['steps'],
    kinds: forms,
    needs: ['steps', 'row', 'patient'],
    gives: 'nothing',
    check: (known) => witness(known),
  }),
  row({
    name: 'seal',
    asks: 'the verifier accepts the PDF, sealed by this kiosk, at the time that it states',
    refuses: ['seal'],
    kinds: forms,
    needs: ['payload', 'device', 'certified'],
    gives: 'sealed',
    check: (known, { house: { sealCa, timeCa } }) =>
      seal({ ...known, sealCa: sealCa.certificate, timeCa: timeCa.certificate }),
  }),
  row({
    name: 'document',
    asks: 'what is inside the PDF is what is outside it',
    refuses: ['document'],
    kinds: forms,
    needs: ['payload', 'sealed', 'steps', 'answered', 'certified', 'patient'],
    gives: 'nothing',
    check: (known) => document(known),
  }),
  row({
    name: 'rules',
    asks: 'the rules at signing ask for this form and for these signers; what it replaces is this patient’s and this grantee’s',
    refuses: ['patient', 'rules'],
    kinds: forms,
    needs: ['payload', 'row', 'claim', 'patient', 'answered', 'steps', 'policy'],
    gives: 'ruled',
    check: (known, { content, store }) => rules({ ...known, inForce: content.policy, store }),
  }),
  row({
    name: 'withheld',
    asks: 'what a patient took out is of her own dossier and of a kind that the mandate names',
    refuses: ['patient', 'rules'],
    kinds: forms,
    needs: ['payload', 'claim', 'patient', 'ruled'],
    gives: 'nothing',
    async check(known, { store, origins }) {
      const bases = (await askPort(origins)).map((one) => `${one}/fhir`)
      return await withheld({ ...known, store, bases })
    },
  }),
  row({
    name: 'pages',
    asks: 'the pages say what the data say, byte for byte where the composer is ours',
    refuses: ['document'],
    kinds: forms,
    needs: ['payload', 'sealed', 'certified', 'row', 'policy'],
    gives: 'nothing',
    check: (known) => pages(known),
  }),
  row({
    name: 'form-bundle',
    asks: 'the transaction is the one that follows from all this, value by value',
    refuses: ['bundle'],
    kinds: forms,
    needs: ['payload', 'row', 'claim', 'patient', 'device', 'answered', 'ruled', 'policy', 'steps', 'sealed'],
    gives: 'bundle',
    check({ now, device: { device: kiosk }, answered, ruled, sealed, ...known }, { hospital }) {
      const people = peopleIn(known.row)
      const { decision, changes } = ruled
      const signed = { answered, people, decision, changes, policy: known.policy, steps: known.steps }
      return formBundle({
        ...known,
        device: kiosk,
        hospital,
        form: { ...signed, pdf: sealed.bytes },
        at: instantOf(now),
      })
    },
  }),
  row({
    name: 'acceptance-bundle',
    asks: 'the same of terms that were accepted without a form',
    refuses: ['bundle'],
    kinds: acceptances,
    needs: ['payload', 'row', 'claim', 'patient', 'device'],
    gives: 'bundle',
    check: (known, { hospital }) =>
      acceptanceBundle({ ...known, people: peopleIn(known.row), device: known.device.device, hospital }),
  }),
  row({
    name: 'taken-act',
    asks: 'the set takes it: in time, for this request, by the person whose part it is',
    refuses: ['malformed', 'rules'],
    kinds: acts,
    needs: [
      'payload',
      'act',
      'set',
      'steps',
      'signedBy',
      'ruledAct',
      'row',
      'certified',
      'patient',
      'answered',
      'policy',
    ],
    gives: 'taken',
    check: (known, { content }) => takenAct({ ...known, inForce: content.policy }),
  }),
  row({
    name: 'withdrawal',
    asks: 'what stops a mandate is one sentence about this patient, with one step over it by the visitor himself',
    refuses: ['patient', 'steps'],
    kinds: withdrawals,
    needs: ['payload', 'certified', 'row', 'patient'],
    gives: 'withdrawal',
    check: (known) => withdrawal({ ...known, people: peopleIn(known.row).filter(({ part }) => part === 'visitor') }),
  }),
  row({
    name: 'taken-part',
    asks: 'a part of a set that is taken back is his own, of a set about this patient',
    refuses: ['rules'],
    kinds: withdrawals,
    needs: ['payload', 'claim', 'patient', 'withdrawal'],
    gives: 'takenPart',
    check: (known, { content, sets }) => takenPart({ ...known, policy: content.policy, sets }),
  }),
  row({
    name: 'stop-rules',
    asks: 'the mandate is this patient’s, and the rules in force let this person stop it',
    refuses: ['patient', 'rules'],
    kinds: withdrawals,
    needs: ['payload', 'row', 'claim', 'patient', 'withdrawal', 'takenPart'],
    gives: 'stops',
    check: (known, { content, store }) =>
      stopRules({ ...known, taken: known.takenPart.taken, policy: content.policy, store }),
  }),
  row({
    name: 'stop-words',
    asks: 'the sentence, and what the visitor is to the mandate, are those that follow from the record',
    refuses: ['steps'],
    kinds: withdrawals,
    needs: ['withdrawal', 'stops', 'patient'],
    gives: 'nothing',
    check: (known) => stopWords(known),
  }),
  row({
    name: 'withdrawal-bundle',
    asks: 'the kiosk’s line of the access log follows from all this; the central adds what ends the mandate',
    refuses: ['bundle'],
    kinds: withdrawals,
    needs: ['payload', 'certified', 'claim', 'patient', 'device', 'withdrawal', 'stops'],
    gives: 'bundle',
    check: ({ now, device: { device: kiosk }, ...known }, { hospital }) =>
      withdrawalBundle({ ...known, device: kiosk, hospital, at: instantOf(now) }),
  }),
]

export const table: readonly Row[] = [...origin, ...contents]
