/** What narrows a form in topics and time, and what a change or a missing DigiD adds. */
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { KindSet } from '../../domain/policy/kinds.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { Facts } from '../../domain/rules/index.ts'
import { formLines } from './covered/form-lines.ts'
import { cells, of } from './covered/support.ts'
import { changed, day, motherOfSeven, today } from './sample.ts'

const imaging = v.parse(KindSet, ['imaging'])

type Ruling = NonNullable<Facts['evidence']['ruling']>
function limited(facts: Facts, change: Partial<Ruling> = {}): Facts {
  const { ruling } = facts.evidence
  if (ruling === null) throw new Error('expected a ruling')
  return changed(facts, { evidence: { ruling: { ...ruling, kinds: imaging, until: day('2027-01-31'), ...change } } })
}

describe('the form', () => {
  it.each<[string, Facts, readonly string[], HospitalPolicy?]>([
    [
      'of a change supersedes the old mandate and says so',
      of('R19'),
      [
        'childForm R03 supersedes, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature form: identity+authorityExtract identified',
        'tells physician pleaseApprove, applicant registered',
        'rules authority.sole R03.form end.twelve R19.supersedes approver.physician',
        'from 2026-11-23 registration to 2031-11-23 twelfthBirthday',
      ],
    ],
    [
      'of an applicant without DigiD tells him that the portal needs it',
      changed(motherOfSeven, { applicant: { hasDigid: false } }),
      [
        'childForm R03, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature form: identity+authorityExtract identified',
        'tells physician pleaseApprove, applicant registered, applicant portalNeedsDigid',
        'rules authority.sole R03.form end.twelve approver.physician',
        'from 2026-11-23 registration to 2031-05-14 twelfthBirthday',
      ],
    ],
    [
      'of a guardian whose ruling is limited in topics and time',
      limited(of('R08', 'Voogd', 'onder')),
      [
        'childForm R08, approved by physician, 1 kinds',
        '1 applicant (guardian) signature form: identity+ruling identified',
        'tells physician pleaseApprove, applicant registered',
        'rules scope.rulingTopics authority.sole R03.form R08.form start.ruling end.twelve end.ruling approver.physician',
        'from 2026-11-23 registration to 2027-02-01 rulingEnd',
      ],
    ],
    [
      'of another holder with a joint ruling that is limited',
      limited(changed(of('R08', 'Voogd', 'onder'), { relation: 'otherHolderOfAuthority' }), {
        joint: true,
      }),
      [
        'childForm R08, approved by physician, 1 kinds',
        '1 applicant (otherHolderOfAuthority) signature form: identity+ruling identified',
        '1 coHolder (otherHolderOfAuthority) signature form: identity+ruling identified',
        'tells physician pleaseApprove, applicant registered, coHolder registered',
        'rules scope.rulingTopics authority.all R03.form R08.form start.ruling end.twelve end.ruling form.joint approver.physician',
        'from 2026-11-23 registration to 2027-02-01 rulingEnd',
      ],
    ],
    [
      'of a mentor whose ruling is limited in topics and time',
      limited(of('R12')),
      [
        'incapableAdultForm R12, approved by physician, 1 kinds',
        '1 applicant (mentor) signature form: identity+physicianFinding+ruling identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R12.form scope.rulingTopics start.ruling end.ruling approver.physician',
        'from 2026-11-23 registration to 2027-02-01 rulingEnd',
      ],
    ],
    [
      'of a written proxy that is limited to topics',
      changed(of('R14'), { evidence: { authorization: { signedOn: day('2026-11-22'), kinds: imaging } } }),
      [
        'incapableAdultForm R14, approved by physician, 1 kinds',
        '1 applicant (writtenProxy) signature form: identity+physicianFinding+writtenAuthorization identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R14.form scope.proxyTopics end.untilWithdrawn approver.physician',
        'from 2026-11-23 registration to null untilWithdrawn',
      ],
    ],
    [
      'of a mandate with a first and a last day',
      changed(motherOfSeven, { request: { from: day('2026-12-01'), until: day('2026-12-31') } }),
      [
        'childForm R03, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature form: identity+authorityExtract identified',
        'tells physician pleaseApprove, applicant registered',
        'rules authority.sole R03.form end.twelve end.asked approver.physician',
        'from 2026-12-01 asked to 2027-01-01 asked',
      ],
    ],
    [
      'of a mentor whose ruling takes effect next month starts then',
      limited(of('R12'), { kinds: null, until: null, effectiveOn: day('2026-12-14') }),
      [
        'incapableAdultForm R12, approved by physician, 7 kinds',
        '1 applicant (mentor) signature form: identity+physicianFinding+ruling identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R12.form end.reviewCourt start.ruling end.untilWithdrawn approver.physician',
        'from 2026-12-14 rulingEffective to null untilWithdrawn',
        'review 2031-11-23 rulingWithoutEnd physician',
      ],
    ],
    [
      'of a mandate that is asked from today starts at registration, and ends by the birthday and not by the same day asked for',
      changed(motherOfSeven, { request: { from: today, until: day('2031-05-13') } }),
      [
        'childForm R03, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature form: identity+authorityExtract identified',
        'tells physician pleaseApprove, applicant registered',
        'rules authority.sole R03.form end.twelve end.asked approver.physician',
        'from 2026-11-23 registration to 2031-05-14 twelfthBirthday',
      ],
    ],
    [
      'of a child without capacity ends on the day after the physician’s last day',
      changed(of('R05'), {
        patient: { finding: { capacity: 'lacking', on: today, until: day('2027-01-31') } },
      }),
      [
        'childForm R05, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature form: identity+authorityExtract+physicianFinding identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R05.physicianApproves authority.sole R05.form end.finding end.eighteen',
        'from 2026-11-23 registration to 2027-02-01 physicianDate',
      ],
    ],
    [
      'of a mentor ends on the day after the physician’s last day, long before a review',
      changed(of('R12'), {
        patient: { finding: { capacity: 'lacking', on: today, until: day('2027-01-31') } },
      }),
      [
        'incapableAdultForm R12, approved by physician, 7 kinds',
        '1 applicant (mentor) signature form: identity+physicianFinding+ruling identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R12.form end.reviewCourt start.ruling end.finding approver.physician',
        'from 2026-11-23 registration to 2027-02-01 physicianDate',
      ],
    ],
    [
      'of a young child whose twelfth birthday is after the end has no pause',
      changed(motherOfSeven, { request: { until: day('2026-12-31') } }),
      [
        'childForm R03, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature form: identity+authorityExtract identified',
        'tells physician pleaseApprove, applicant registered',
        'rules end.pauseAtTwelve authority.sole R03.form end.sixteen end.asked approver.physician',
        'from 2026-11-23 registration to 2027-01-01 asked',
      ],
      cells('children', { atTwelve: 'pausesUntilChildConsents' }),
    ],
    [
      'of a pause that would fall on the day of the end has no pause',
      changed(motherOfSeven, { request: { until: day('2031-05-13') } }),
      [
        'childForm R03, approved by physician, 7 kinds',
        '1 applicant (parentWithAuthority) signature form: identity+authorityExtract identified',
        'tells physician pleaseApprove, applicant registered',
        'rules end.pauseAtTwelve authority.sole R03.form end.sixteen end.asked approver.physician',
        'from 2026-11-23 registration to 2031-05-14 asked',
      ],
      cells('children', { atTwelve: 'pausesUntilChildConsents' }),
    ],
    [
      'of a mentor whose review would fall on the day of the end has no review',
      changed(of('R12'), { request: { until: day('2031-11-22') } }),
      [
        'incapableAdultForm R12, approved by physician, 7 kinds',
        '1 applicant (mentor) signature form: identity+physicianFinding+ruling identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R12.form end.reviewCourt start.ruling end.asked approver.physician',
        'from 2026-11-23 registration to 2031-11-23 asked',
      ],
    ],
    [
      'of a mentor whose review falls on the last day has one',
      changed(of('R12'), { request: { until: day('2031-11-23') } }),
      [
        'incapableAdultForm R12, approved by physician, 7 kinds',
        '1 applicant (mentor) signature form: identity+physicianFinding+ruling identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R12.form end.reviewCourt start.ruling end.asked approver.physician',
        'from 2026-11-23 registration to 2031-11-24 asked',
        'review 2031-11-23 rulingWithoutEnd physician',
      ],
    ],
    [
      'of a mentor whose ruling ends after the day of a review needs no review',
      limited(of('R12'), { kinds: null, until: day('2040-01-31') }),
      [
        'incapableAdultForm R12, approved by physician, 7 kinds',
        '1 applicant (mentor) signature form: identity+physicianFinding+ruling identified',
        'tells physician pleaseApprove, applicant registered',
        'rules capacity.found R12.form start.ruling end.ruling approver.physician',
        'from 2026-11-23 registration to 2040-02-01 rulingEnd',
      ],
    ],
  ])('%s', (_, facts, expected, policy) => {
    expect(formLines(facts, policy)).toEqual(expected)
  })
})
