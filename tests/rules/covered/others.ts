/** Each row of the comparison of Dutch hospitals, by an invented hospital or by the cells that reproduce it. */
import * as hospitals from '../../../tools/rules/hospitals.ts'
import { changed, day, motherOfSeven } from '../sample.ts'
import { of, at, outcome, child13, joint, brp, cells, type Check } from './support.ts'

export const others: readonly Check[] = [
  [
    'UMC Utrecht / WKZ (H7)',
    'authority in the BRP, the applying parent, staff approve',
    () => [outcome(brp(motherOfSeven), hospitals.domstad), outcome(motherOfSeven, hospitals.domstad)],
    ['R03: applicant, staff, twelfthBirthday', 'evidence.wrongSource → desk'],
  ],
  [
    'UMC Utrecht adults (H8)',
    'only mentor or curator, staff check',
    () => [outcome(of('R12'), hospitals.domstad), outcome(of('R15', 'Partner'), hospitals.domstad)],
    ['R12: applicant, staff, untilWithdrawn', 'R15.closed → physician'],
  ],
  [
    'Amsterdam UMC (H9, H10)',
    'stops at 16 and pauses at 12 until the child consents',
    () => {
      const decision = at(motherOfSeven, hospitals.amstelveld)
      return decision.kind === 'form' && [decision.end.reason, decision.pauses]
    },
    ['sixteenthBirthday', [{ day: '2031-05-14', until: 'childConsents' }]],
  ],
  [
    'Erasmus MC (H11)',
    'a child of 12 to 15 is asked and may object; nothing goes through against its no',
    () => {
      const policy = cells('children', { consent: 'noObjection' })
      const decision = at(child13, policy)
      return [
        decision.kind === 'form' && decision.signers.map(({ role, gives }) => `${role} ${gives}`),
        outcome(changed(child13, { patient: { answer: 'no' } }), policy),
      ]
    },
    [['applicant signature', 'patient noObjection'], 'R04.childSaidNo → waitForHospital'],
  ],
  [
    'Radboudumc (H12)',
    'no proxy rules were found: a hospital that offers no form refers, with a next step',
    () => outcome(motherOfSeven, cells('children', { under12: 'refer' })),
    'R03.refer → desk',
  ],
  [
    'Princess Máxima (H14)',
    'on site and in person only: who only said who he is does not sign',
    () =>
      outcome(
        changed(motherOfSeven, { applicant: { identity: { level: 'claimed', documentValidUntil: null } } }),
        cells('approver', { child: 'staff' }),
      ),
    'all.notIdentified → desk',
  ],
  [
    'Nij Smellinghe (H19)',
    'one form per parent; a chosen person only with the patient present; ends at 16',
    () => {
      const policy = cells('children', { layout: 'perParent', atTwelve: 'pausesUntilChildConsents' })
      const decision = at(joint(motherOfSeven), policy)
      return [
        decision.kind === 'form' && [decision.signers.map(({ ownForm }) => ownForm), decision.end.reason],
        outcome(changed(of('R10'), { patient: { present: false } }), policy),
      ]
    },
    [[[false, true], 'sixteenthBirthday'], 'R10.patientAbsent → comeWithPatient'],
  ],
  [
    'Amstelland (H22)',
    '12–16 child and parents in writing; a parent without authority gets main facts only; from 16 until either stops it',
    () => {
      const policy = cells('young', { route: 'form', end: 'untilWithdrawn' })
      return [outcome(joint(child13), policy), outcome(of('R07'), policy), outcome(of('R06'), policy)]
    },
    [
      'R04: applicant+coHolder+patient, physician, sixteenthBirthday',
      'R07.noAuthority → physician',
      'R06: patient+applicant, staff, untilWithdrawn',
    ],
  ],
  [
    'Maastricht UMC+ (H13)',
    'parents of a child under 12 log in with their own DigiD',
    () => outcome(motherOfSeven, hospitals.maasdal),
    'R03.ownDigid → ownLogin',
  ],
  [
    'ETZ (H15)',
    'only the applying parent with both documents; ends at 12',
    () => [
      outcome(joint(motherOfSeven), hospitals.brabantzicht),
      outcome(
        changed(motherOfSeven, { patient: { identity: { level: 'identified', documentValidUntil: null } } }),
        hospitals.brabantzicht,
      ),
    ],
    ['R03.childDocumentMissing → bringChildDocument', 'R03: applicant, staff, twelfthBirthday'],
  ],
  [
    'CWZ (H16)',
    'five years after the start or the newest letter',
    () => [
      outcome(of('R12'), hospitals.waalrand),
      outcome(
        changed(of('R12'), {
          evidence: {
            ruling: {
              measure: 'mentorship',
              joint: false,
              pronouncedOn: day('2021-11-01'),
              effectiveOn: day('2021-11-01'),
              until: null,
              newestLetterOn: null,
              kinds: null,
            },
          },
        }),
        hospitals.waalrand,
      ),
    ],
    ['R12: applicant, staff, courtTerm', 'evidence.rulingTooOld → bringRuling'],
  ],
  [
    'Tjongerschans (H17)',
    'one form per parent, the physician approves',
    () => {
      const decision = at(joint(motherOfSeven), hospitals.friesewold)
      return decision.kind === 'form' && [decision.signers.map(({ ownForm }) => ownForm), decision.approver]
    },
    [[false, true], 'physician'],
  ],
  [
    'Franciscus (H18)',
    'all parties at 12; without capacity until the physician’s date',
    () => outcome(joint(child13), hospitals.havenstad),
    'R04: applicant+coHolder+patient, physician, sixteenthBirthday',
  ],
  [
    'Tergooi (H24)',
    'adults use DigiD Machtigen',
    () => outcome(of('R10'), hospitals.gooiland),
    'R10.digidMachtigen → digidMachtigen',
  ],
  [
    'Rijnstate (H20, H21)',
    'a young child need not bring a document; it ends at 16',
    () => [motherOfSeven.patient.identity.level, outcome(child13)],
    ['none', 'R04: applicant+patient, physician, sixteenthBirthday'],
  ],
  [
    'GP practice Maasbree (H26)',
    'never the parent alone: the child signs itself, identified',
    () => {
      const decision = at(child13)
      return decision.kind === 'form' && decision.signers.find(({ role }) => role === 'patient')?.proves
    },
    ['identity'],
  ],
  [
    'UMC Utrecht / WKZ (H7), the child’s own form',
    'two forms at 12 to 15: the child signs one of its own',
    () => {
      const decision = at(brp(child13), hospitals.domstad)
      return decision.kind === 'form' && decision.signers.map(({ role, ownForm }) => `${role} ${String(ownForm)}`)
    },
    ['applicant false', 'patient true'],
  ],
  [
    'UMC Utrecht adults (H8), the patient’s document',
    'the document of a patient who cannot decide is asked',
    () =>
      outcome(changed(of('R12'), { patient: { identity: { level: 'none', documentValidUntil: null } } }), hospitals.domstad), // prettier-ignore
    'R11.patientDocumentMissing → bringPatientDocument',
  ],
  [
    'Rijnstate (H20), renewal',
    'a new form from one month before the end',
    () =>
      ['2026-12-23', '2026-12-24'].map((last) =>
        outcome(changed(motherOfSeven, { mandates: { samePair: 'active', endsOn: day(last) } })),
      ),
    ['R03: applicant, physician, twelfthBirthday', 'mandate.exists → makeChange'],
  ],
  [
    'Amstelland (H22), together from 16',
    'patient and grantee come in one visit',
    () =>
      outcome(changed(of('R10'), { patient: { present: false } }), cells('voluntary', { patientPresent: 'mayBeAway', together: 'sameVisit' })), // prettier-ignore
    'R10.together → comeWithPatient',
  ],
  [
    'GP practice Maasbree (H26), the child first',
    'a hospital may want the child to come with the parent',
    () =>
      outcome(changed(child13, { applicant: { identity: { level: 'none', documentValidUntil: null } }, patient: { identity: { level: 'identified', documentValidUntil: null } } }), cells('children', { comesFirst: 'withParent' })), // prettier-ignore
    'R04.comeWithParent → comeWithParent',
  ],
]
