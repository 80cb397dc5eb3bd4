/** What a form asks of each signer, whom it tells and which rules it names: the whole outcome of each row. */
import { describe, expect, it } from 'vitest'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { Facts } from '../../domain/rules/index.ts'
import { coHolder, ruling } from './covered/change.ts'
import { formLines } from './covered/form-lines.ts'
import { cells, child13, joint, of } from './covered/support.ts'
import { changed, day, motherOfSeven } from './sample.ts'

describe('the form', () => {
  it.each<[string, Facts, readonly string[], HospitalPolicy?]>([
    [
      'of a child of 13 with two parents asks the child alone and hides its answers from both',
      joint(child13),
      [
        'childForm R04, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature formWithoutPrivateAnswers: identity+authorityExtract identified',
        '1 coHolder (otherHolderOfAuthority) signature formWithoutPrivateAnswers: identity+authorityExtract identified',
        '1 patient (self) signature alone form: identity identified',
        'tells physician pleaseApprove, applicant registered, patient registered, coHolder registered',
        'rules capacity.presumed R04.askedAlone child.writtenYes authority.all R04.form end.sixteen form.joint approver.physician',
        'from 2026-11-23 registration to 2029-05-14 sixteenthBirthday',
      ],
      cells('children', { consent: 'writtenYes', layout: 'joint' }),
    ],
    [
      'of a child that need only not object says so, and the other parent may only consent',
      { ...joint(child13), coHolder: { ...coHolder, standing: 'consentsOnly' } },
      [
        'childForm R04, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature formWithoutPrivateAnswers: identity+authorityExtract identified',
        '1 coHolder (otherHolderOfAuthority) consent own formWithoutPrivateAnswers: identity+authorityExtract identified',
        '1 patient (self) noObjection alone form: identity identified',
        'tells physician pleaseApprove, applicant registered, patient registered, coHolder registered',
        'rules capacity.presumed R04.askedAlone child.noObjection authority.all authority.consentOnly R04.form end.sixteen form.perParent approver.physician',
        'from 2026-11-23 registration to 2029-05-14 sixteenthBirthday',
      ],
      cells('children', { consent: 'noObjection', layout: 'perParent' }),
    ],
    [
      'of a young child shows the parent all, and pauses at twelve where the hospital says so',
      motherOfSeven,
      [
        'childForm R03, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature form: identity+authorityExtract identified',
        'tells physician pleaseApprove, applicant registered',
        'rules end.pauseAtTwelve authority.sole R03.form end.sixteen approver.physician',
        'from 2026-11-23 registration to 2035-05-14 sixteenthBirthday',
        'pause 2031-05-14 childConsents',
      ],
      cells('children', { atTwelve: 'pausesUntilChildConsents' }),
    ],
    [
      'of a child without capacity needs the finding, and the physician approves where staff otherwise would',
      of('R05'),
      [
        'childForm R05, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature form: identity+authorityExtract+physicianFinding identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R05.physicianApproves authority.sole R05.form end.eighteen',
        'from 2026-11-23 registration to 2030-11-23 eighteenthBirthday',
      ],
      cells('approver', { child: 'staff' }),
    ],
    [
      'of a guardian by ruling',
      of('R08', 'Voogd', 'onder'),
      [
        'childForm R08, approved by physician, 7 kinds',
        '1 applicant (guardian) signature form: identity+ruling identified',
        'tells physician pleaseApprove, applicant registered',
        'rules authority.sole R03.form R08.form start.ruling end.twelve approver.physician',
        'from 2026-11-23 registration to 2031-11-23 twelfthBirthday',
      ],
    ],
    [
      'of an organisation as guardian',
      changed(of('R08', 'Voogd', 'onder'), {
        applicant: { organisation: { employeeMandate: 'shown', until: day('2027-01-31') } },
      }),
      [
        'childForm R08, approved by physician, 7 kinds',
        '1 applicant (guardian) signature form: identity+ruling+employeeMandate identified',
        'tells physician pleaseApprove, applicant registered',
        'rules R13.organisation authority.sole R03.form R08.form start.ruling end.twelve end.employee approver.physician',
        'from 2026-11-23 registration to 2027-02-01 employeeMandateEnd',
      ],
    ],
    [
      'of two guardians by one ruling, which both prove by it, though this hospital accepts nothing else',
      ruling(of('R08', 'Voogd', 'onder'), { joint: true }),
      [
        'childForm R08, approved by physician, 7 kinds',
        '1 applicant (guardian) signature form: identity+ruling identified',
        '1 coHolder (guardian) signature form: identity+ruling identified',
        'tells physician pleaseApprove, applicant registered, coHolder registered',
        'rules authority.all R03.form R08.form start.ruling end.twelve form.joint approver.physician',
        'from 2026-11-23 registration to 2031-11-23 twelfthBirthday',
      ],
      cells('authority', { guardianEvidence: 'ruling' }),
    ],
    [
      'of a child of 13 with a guardian asks the child alone too',
      of('R08', 'Voogd', '12'),
      [
        'childForm R04, approved by physician, 7 kinds',
        '1 applicant (guardian) signature formWithoutPrivateAnswers: identity+ruling identified',
        '1 patient (self) signature alone form: identity identified',
        'tells physician pleaseApprove, applicant registered, patient registered',
        'rules capacity.presumed R04.askedAlone child.writtenYes authority.sole R04.form R08.form start.ruling end.sixteen approver.physician',
        'from 2026-11-23 registration to 2029-11-23 sixteenthBirthday',
      ],
    ],
    [
      'of a young person',
      of('R06'),
      [
        'youngPersonForm R06, approved by staff, 7 kinds',
        '1 patient (self) signature alone form: identity identified',
        '1 applicant (parentWithAuthority) signature formWithoutPrivateAnswers: identity identified',
        'tells staff pleaseApprove, applicant registered, patient registered',
        'rules capacity.presumed R06.form end.eighteen approver.staff',
        'from 2026-11-23 registration to 2028-11-23 eighteenthBirthday',
      ],
      cells('young', { route: 'form' }),
    ],
    [
      'of a chosen person for five years',
      of('R10', undefined, '18'),
      [
        'capableAdultForm R10, approved by staff, 7 kinds',
        '1 patient (self) signature form: identity identified',
        '1 applicant (voluntaryProxy) signature formWithoutPrivateAnswers: identity identified',
        'tells staff pleaseApprove, applicant registered, patient registered',
        'rules capacity.presumed R10.form end.policyTerm approver.staff',
        'from 2026-11-23 registration to 2031-11-23 termOfPolicy',
      ],
      cells('voluntary', { termYears: 5 }),
    ],
    [
      'of a chosen person without a term',
      of('R10', undefined, '18'),
      [
        'capableAdultForm R10, approved by staff, 7 kinds',
        '1 patient (self) signature form: identity identified',
        '1 applicant (voluntaryProxy) signature formWithoutPrivateAnswers: identity identified',
        'tells staff pleaseApprove, applicant registered, patient registered',
        'rules capacity.presumed R10.form end.untilWithdrawn approver.staff',
        'from 2026-11-23 registration to null untilWithdrawn',
      ],
      cells('voluntary', { termYears: null }),
    ],
    [
      'of a curator',
      of('R11'),
      [
        'incapableAdultForm R11, approved by physician, 7 kinds',
        '1 applicant (curator) signature form: identity+physicianFinding+ruling+curateleRegister identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R11.form end.reviewCourt start.ruling end.untilWithdrawn approver.physician',
        'from 2026-11-23 registration to null untilWithdrawn',
        'review 2031-11-23 rulingWithoutEnd physician',
      ],
    ],
    [
      'of a curator where staff approve',
      of('R11'),
      [
        'incapableAdultForm R11, approved by staff, 7 kinds',
        '1 applicant (curator) signature form: identity+physicianFinding+ruling+curateleRegister identified',
        'tells staff pleaseApprove, applicant registered',
        'rules capacity.found R11.form end.reviewCourt start.ruling end.untilWithdrawn approver.staff',
        'from 2026-11-23 registration to null untilWithdrawn',
        'review 2031-11-23 rulingWithoutEnd staff',
      ],
      cells('approver', { representative: 'staff' }),
    ],
    [
      'of a curator whom nobody looks up',
      of('R11'),
      [
        'incapableAdultForm R11, approved by physician, 7 kinds',
        '1 applicant (curator) signature form: identity+physicianFinding+ruling identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R11.form end.reviewCourt start.ruling end.untilWithdrawn approver.physician',
        'from 2026-11-23 registration to null untilWithdrawn',
        'review 2031-11-23 rulingWithoutEnd physician',
      ],
      cells('representative', { registerCheck: 'notNeeded' }),
    ],
    [
      'of a mentor',
      of('R12'),
      [
        'incapableAdultForm R12, approved by physician, 7 kinds',
        '1 applicant (mentor) signature form: identity+physicianFinding+ruling identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R12.form end.reviewCourt start.ruling end.untilWithdrawn approver.physician',
        'from 2026-11-23 registration to null untilWithdrawn',
        'review 2031-11-23 rulingWithoutEnd physician',
      ],
    ],
    [
      'of a mentor for the court’s term',
      of('R12'),
      [
        'incapableAdultForm R12, approved by physician, 7 kinds',
        '1 applicant (mentor) signature form: identity+physicianFinding+ruling identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R12.form start.ruling end.courtTerm approver.physician',
        'from 2026-11-23 registration to 2030-11-23 courtTerm',
      ],
      cells('representative', { courtTerm: { kind: 'years', years: 5 } }),
    ],
    [
      'of an organisation as mentor',
      of('R13'),
      [
        'incapableAdultForm R13, approved by physician, 7 kinds',
        '1 applicant (mentor) signature form: identity+physicianFinding+ruling+employeeMandate identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R13.organisation R12.form end.reviewCourt start.ruling end.untilWithdrawn approver.physician',
        'from 2026-11-23 registration to null untilWithdrawn',
        'review 2031-11-23 rulingWithoutEnd physician',
      ],
    ],
    [
      'of a written proxy',
      of('R14'),
      [
        'incapableAdultForm R14, approved by physician, 7 kinds',
        '1 applicant (writtenProxy) signature form: identity+physicianFinding+writtenAuthorization identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R14.form end.untilWithdrawn approver.physician',
        'from 2026-11-23 registration to null untilWithdrawn',
      ],
    ],
    [
      'of a written proxy where staff approve',
      of('R14'),
      [
        'incapableAdultForm R14, approved by staff, 7 kinds',
        '1 applicant (writtenProxy) signature form: identity+physicianFinding+writtenAuthorization identified',
        'tells staff pleaseApprove, applicant registered',
        'rules capacity.found R14.form end.untilWithdrawn approver.staff',
        'from 2026-11-23 registration to null untilWithdrawn',
      ],
      cells('approver', { representative: 'staff' }),
    ],
    [
      'of a written proxy among equals goes to the physician, who chooses, where staff otherwise would',
      changed(of('R14'), { others: { sameStep: true } }),
      [
        'incapableAdultForm R14, approved by physician, 7 kinds',
        '1 applicant (writtenProxy) signature form: identity+physicianFinding+writtenAuthorization identified',
        'tells physician pleaseApprove, applicant registered, physician chooseAmongEqual',
        'rules capacity.found R14.form R15.physicianChooses end.untilWithdrawn',
        'from 2026-11-23 registration to null untilWithdrawn',
      ],
      cells('approver', { representative: 'staff' }),
    ],
    [
      'of a brother goes to the physician, for a year, where staff otherwise would',
      of('R15', 'Broer'),
      [
        'incapableAdultForm R15, approved by physician, 7 kinds',
        '1 applicant (sibling) signature form: identity+physicianFinding+kinship identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R15.form R15.physicianApproves end.policyTerm',
        'from 2026-11-23 registration to 2027-11-23 termOfPolicy',
      ],
      cells('approver', { representative: 'staff' }),
    ],
    [
      'of a brother among equals',
      changed(of('R15', 'Broer'), { others: { sameStep: true } }),
      [
        'incapableAdultForm R15, approved by physician, 7 kinds',
        '1 applicant (sibling) signature form: identity+physicianFinding+kinship identified',
        'tells physician pleaseApprove, applicant registered, physician chooseAmongEqual',
        'rules capacity.found R15.form R15.physicianApproves R15.physicianChooses end.policyTerm',
        'from 2026-11-23 registration to 2027-11-23 termOfPolicy',
      ],
      cells('approver', { representative: 'staff' }),
    ],
    [
      'of a parent whose other parent is not asked goes to the physician, and the other is told nothing',
      { ...joint(motherOfSeven), coHolder: { ...coHolder, standing: 'notAsked' } },
      [
        'childForm R03, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature form: identity+authorityExtract identified',
        'tells physician pleaseApprove, applicant registered, physician coHolderNotAsked',
        'rules authority.notAsked R03.form end.twelve',
        'from 2026-11-23 registration to 2031-05-14 twelfthBirthday',
      ],
      cells('approver', { child: 'staff' }),
    ],
    [
      'of a parent whose other parent died',
      { ...joint(motherOfSeven), coHolder: { ...coHolder, deceased: true } },
      [
        'childForm R03, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature form: identity+authorityExtract identified',
        'tells physician pleaseApprove, applicant registered, physician coHolderNotAsked',
        'rules authority.notAsked R03.form end.twelve',
        'from 2026-11-23 registration to 2031-05-14 twelfthBirthday',
      ],
      cells('approver', { child: 'staff' }),
    ],
    [
      'of a parent whose other parent is blocked',
      { ...joint(motherOfSeven), coHolder: { ...coHolder, blocked: true } },
      [
        'childForm R03, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature form: identity+authorityExtract identified',
        'tells physician pleaseApprove, applicant registered, physician coHolderNotAsked',
        'rules authority.notAsked R03.form end.twelve',
        'from 2026-11-23 registration to 2031-05-14 twelfthBirthday',
      ],
      cells('approver', { child: 'staff' }),
    ],
    [
      'of a parent who signs for both',
      joint(motherOfSeven),
      [
        'childForm R03, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature form: identity+authorityExtract identified',
        'tells physician pleaseApprove, applicant registered',
        'rules authority.applicantOnly R03.form end.twelve approver.physician',
        'from 2026-11-23 registration to 2031-05-14 twelfthBirthday',
      ],
      cells('authority', { required: 'applicant' }),
    ],
  ])('%s', (_, facts, expected, policy) => {
    expect(formLines(facts, policy)).toEqual(expected)
  })
})
