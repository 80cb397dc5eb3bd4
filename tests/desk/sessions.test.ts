import { expect, test } from 'vitest'
import { sqliteStaffSessions } from '../../central/store/sqlite/staff-sessions.ts'
import { openVolatile } from '../../central/store/sqlite/volatile.ts'
import { StaffSessions } from '../../central/web/login/sessions.ts'

const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }
const minute = 60_000

async function opened() {
  const clock = { now: Date.parse('2026-11-23T08:00:00Z') }
  const sessions = new StaffSessions({
    store: sqliteStaffSessions(openVolatile()),
    now: () => new Date(clock.now),
    secure: true,
  })
  const set = await sessions.open(clerk, 'clerk')
  const request = new Request('https://desk.example/', { headers: { cookie: set.split(';')[0] ?? '' } })
  return { clock, sessions, set, request }
}

test('machine 17: the cookie of a login is kept from scripts, other sites’ forms and plain HTTP', async () => {
  expect((await opened()).set).toMatch(/^balie_staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
})

test('a desk that nobody uses for half an hour is locked; the page reading itself does not count as use', async () => {
  const { clock, sessions, request } = await opened()
  clock.now += 29 * minute
  expect(await sessions.of(request, { touch: false })).not.toBeNull()
  clock.now += 2 * minute
  expect(await sessions.of(request, { touch: false })).toBeNull()
  const used = await opened()
  for (let n = 0; n < 3; n += 1) {
    used.clock.now += 29 * minute
    expect(await used.sessions.of(used.request, { touch: true })).not.toBeNull()
  }
})

test('a login ends after a working day, however much it is used', async () => {
  const { clock, sessions, request } = await opened()
  for (let n = 0; n < 27; n += 1) {
    clock.now += 20 * minute
    expect(await sessions.of(request, { touch: true })).not.toBeNull()
  }
  clock.now += minute
  expect(await sessions.of(request, { touch: true })).toBeNull()
})

test('a closed session does not come back with its old cookie', async () => {
  const { sessions, request } = await opened()
  expect(await sessions.close(request)).toContain('Max-Age=0')
  expect(await sessions.of(request, { touch: true })).toBeNull()
})
