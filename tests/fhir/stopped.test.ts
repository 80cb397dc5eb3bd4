/** The period of a mandate that ended: what FHIR can put in order, and no less access than there was. */
import type { Consent } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { stopped } from '../../domain/fhir/withdrawal.ts'
import { Instant } from '../../domain/ids.ts'
import { periodHolds } from '../../domain/validity/period.ts'

const mandate = (start: string, more: object = {}): Consent => ({
  resourceType: 'Consent',
  status: 'active',
  scope: {},
  category: [{}],
  provision: { period: { start, ...more } },
})
const ended = (one: Consent, at: string) => stopped(one, v.parse(Instant, at)).provision?.period

it('a mandate that ends on the day on which it began says where that day begins, as precisely as it says its end', () => {
  // FHIR R4, per-1: between a day and an instant of it there is no order, so that the constraint does not hold.
  const end = '2026-12-01T10:05:00Z'
  expect(ended(mandate('2026-12-01', { end: '2027-05-31' }), end)).toEqual({ start: '2026-11-30T23:00:00.000Z', end })
  expect(ended(mandate('2026-07-01'), '2026-07-01T10:05:00Z')?.start).toBe('2026-06-30T22:00:00.000Z')
  const first = v.parse(Instant, '2026-12-01T00:00:00+01:00')
  expect(periodHolds(ended(mandate('2026-12-01'), end), first)).toBe('yes')
})

it('of any other day it keeps what was signed', () => {
  const end = '2026-12-02T10:05:00Z'
  expect(ended(mandate('2026-12-01'), end)).toEqual({ start: '2026-12-01', end })
  expect(ended(mandate('2026-12-02T09:00:00Z'), end)).toEqual({ start: '2026-12-02T09:00:00Z', end })
  expect(ended(mandate('2027-01-01'), end)).toEqual({ start: '2027-01-01' })
})
