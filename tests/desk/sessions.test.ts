import { expect, test } from 'vitest'
import { StaffSessions } from '../../central/web/login/sessions.ts'

const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }
const minute = 60_000

function opened() {
  const clock = { now: Date.parse('2026-11-23T08:00:00Z') }
  const sessions = new StaffSessions({ now: () => new Date(clock.now), secure: true })
  const set = sessions.open(clerk, 'clerk')
  const request = new Request('https://desk.example/', { headers: { cookie: set.split(';')[0] ?? '' } })
  return { clock, sessions, set, request }
}

test('machine 17: the cookie of a login is kept from scripts, other sites’ forms and plain HTTP', () => {
  expect(opened().set).toMatch(/^balie_staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
})

test('a desk that nobody uses for half an hour is locked; the page reading itself does not count as use', () => {
  const { clock, sessions, request } = opened()
  clock.now += 29 * minute
  expect(sessions.of(request, { touch: false })).not.toBeNull()
  clock.now += 2 * minute
  expect(sessions.of(request, { touch: false })).toBeNull()
  const used = opened()
  for (let n = 0; n < 3; n += 1) {
    used.clock.now += 29 * minute
    expect(used.sessions.of(used.request, { touch: true })).not.toBeNull()
  }
})

test('a login ends after a working day, however much it is used', () => {
  const { clock, sessions, request } = opened()
  for (let n = 0; n < 27; n += 1) {
    clock.now += 20 * minute
    expect(sessions.of(request, { touch: true })).not.toBeNull()
  }
  clock.now += minute
  expect(sessions.of(request, { touch: true })).toBeNull()
})

test('a closed session does not come back with its old cookie', () => {
  const { sessions, request } = opened()
  expect(sessions.close(request)).toContain('Max-Age=0')
  expect(sessions.of(request, { touch: true })).toBeNull()
})
