/** The own copy at home: who signed gets the file that lasts, logged; everybody else gets one and the same page. */
import { spawnSync } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AuditEvent, DocumentReference } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { longSentences } from '../../build/text/check-texts.ts'
import { copyWords } from '../../central/web/citizen/words.ts'
import type { Central } from '../../central/compose.ts'
import { referenceOf, shownReference } from '../../domain/contract/envelope/reference.ts'
import { bsnSystem, roleCode } from '../../domain/coding/systems.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { derOf } from './support/der.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { castOf, deliver, makeEnvelope } from './support/visit.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
let shift = 0
const day = 86_400_000
const unknown = '7Z7Z7-ABCDE'
const signed = { id: '', reference: '' }

beforeAll(async () => {
  data = folder()
  central = await training(data.path, { now: () => new Date(Date.now() + shift) })
  kiosk = await enrolKiosk(central)
  const { id, jwe } = await makeEnvelope(central, data.path, kiosk)
  expect((await deliver(central, kiosk, id, jwe)).status).toBe(201)
  Object.assign(signed, { id, reference: referenceOf(id) })
})
afterAll(async () => {
  await central.close()
  data.remove()
})

/** A telephone: follows redirects with its own cookies. */
function phone(at = central) {
  const jar = new Map<string, string>()
  const seen: string[] = []
  const go = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(address, at.staff)
    seen.push(url.href)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line) || value === '') jar.delete(name)
      else jar.set(name, value)
    }
    const next = answer.headers.get('location')
    return next === null ? answer : await go(new URL(next, url).href)
  }
  const login = async (reference: string, who: string): Promise<Response> => {
    const form = await (await go(`/copy/${reference}`)).text()
    const action = /action="([^"]+)"/.exec(form)?.[1] ?? ''
    expect(form).toContain('Inloggen zoals met DigiD')
    const account = at.citizens.find(({ login: name }) => name === who)
    const body = new URLSearchParams({ login: who, password: account?.password ?? '' })
    return await go(action, { method: 'POST', body })
  }
  return { go, login, seen, jar }
}

const audits = (): readonly AuditEvent[] =>
  central.store.all('AuditEvent').filter((one): one is AuditEvent & { id: string } => one.resourceType === 'AuditEvent' && one.source.site === 'balie-copy' && one.type.code === 'rest') // prettier-ignore
const sealedForm = (at: Central): DocumentReference & { readonly id: string } => {
  const found = at.store
    .all('DocumentReference')
    .find((one): one is DocumentReference & { id: string } => one.resourceType === 'DocumentReference' && one.content[0]?.attachment.data?.startsWith('JVBER') === true) // prettier-ignore
  if (found === undefined) throw new Error('no form is stored')
  return found
}
const verdict = (pdf: Uint8Array, at: Date) =>
  verifyPdf(portOver(webcrypto.subtle), pdf, {
    anchors: [derOf(central.house.sealCa.certificate)],
    timeAnchors: [derOf(central.house.timeCa.certificate)],
    at,
  })
/** What pdfsig says of the seal, and openssl of the document time stamp, which pdfsig cannot read. */
const judged = (pdf: Uint8Array): readonly string[] => {
  const put = (name: string, bytes: Uint8Array | string): string => {
    writeFileSync(join(data.path, name), bytes)
    return join(data.path, name)
  }
  const seal = spawnSync('pdfsig', ['-nocert', put('fetched.pdf', pdf)], { encoding: 'utf8' }).stdout
  const text = Buffer.from(pdf).toString('latin1')
  const range = [...text.matchAll(/\/ByteRange \[0 (\d+) +(\d+) +(\d+)/g)].at(-1) ?? []
  const [, a = 0, b = 0, c = 0] = range.map(Number)
  const token = Buffer.from(text.slice(a + 1, b - 1), 'hex')
  const names = [
    ...['-data', put('covered', Buffer.concat([pdf.subarray(0, a), pdf.subarray(b, b + c)]))],
    ...['-in', put('token.der', token.subarray(0, 4 + token.readUInt16BE(2))), '-token_in'],
    ...['-CAfile', put('time-ca.pem', central.house.timeCa.certificate)],
  ]
  const stamp = spawnSync('openssl', ['ts', '-verify', ...names], { encoding: 'utf8' })
  const found = [/Signature is \w+/, /ETSI\.CAdES\.\w+/, /Timestamp_1/, /Total document signed/].map((one) => one.exec(seal)?.[0] ?? `not ${String(one)}`) // prettier-ignore
  return [...found, /Verification: \w+/.exec(stamp.stdout + stamp.stderr)?.[0] ?? stamp.stderr]
}
const purposeOf = (audit: AuditEvent | undefined) =>
  audit?.purposeOfEvent?.flatMap(({ coding }) => coding?.map(({ code }) => code) ?? [])
/** What a page says, without the number that was asked for. */
const said = async (answer: Response, reference: string): Promise<string> =>
  `${String(answer.status)} ${(await answer.text()).replaceAll(reference, 'NUMBER')}`

describe('The own copy', () => {
  it('begins on the public status page, whether or not the form is there', async () => {
    for (const reference of [signed.reference, unknown]) {
      const page = await (await fetch(`${central.staff}/s/${shownReference(reference)}`)).text()
      expect(page).toContain(`href="/copy/${reference}"`)
    }
  })

  it('is the form with its long-term data, for who signed, and the fetch is in the log before it leaves', async () => {
    const kept = sealedForm(central)
    const sealed = Buffer.from(kept.content[0]?.attachment.data ?? '', 'base64')
    await central.longTerm.sweep()
    const mother = phone()
    const page = await mother.login(signed.reference, 'mother')
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Uw kopie staat klaar')
    expect(audits()).toEqual([])
    const file = await mother.go(`/copy/${signed.reference}.pdf`)
    expect(file.headers.get('content-type')).toBe('application/pdf')
    expect(file.headers.get('cache-control')).toBe('no-store')
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="formulier.pdf"')
    const fetched = new Uint8Array(await file.arrayBuffer())
    expect(Buffer.from(fetched.subarray(0, sealed.length)).equals(sealed)).toBe(true)
    // The kiosk's certificate ended long ago: the sealed bytes alone prove nothing any more, what was fetched does.
    const later = new Date(Date.now() + 60 * day)
    expect((await verdict(new Uint8Array(sealed), later)).problem?.id).toBe('certificateExpired')
    const report = await verdict(fetched, later)
    expect([report.accepted, report.problem, report.seal?.extended]).toEqual([true, null, 2])
    expect(judged(fetched)).toEqual([
      'Signature is Valid',
      'ETSI.CAdES.detached',
      'Timestamp_1',
      'Total document signed',
      'Verification: OK',
    ])
    const [audit, ...more] = audits()
    expect(more).toEqual([])
    expect([audit?.outcome, audit?.agent[0]?.who?.reference?.split('/')[0]]).toEqual(['0', 'RelatedPerson'])
    expect(purposeOf(audit)).toEqual(['FAMRQT'])
    expect(audit?.entity?.map(({ what }) => what?.reference)).toContain(`DocumentReference/${kept.id}`)
    // Addresses hold the random reference and the provider's own numbers, never a person.
    const { people } = castOf(data.path)
    for (const part of [people.mother.bsn, people.mother.family, people.child.bsn, people.child.given])
      expect(mother.seen.join(' ')).not.toContain(part)
  })

  it('is the form as it was sealed as long as no authority gave it a time', async () => {
    const folderOfOther = folder()
    const away = await training(folderOfOther.path, { postTimeQuery: () => Promise.reject(new Error('away')) })
    const other = await enrolKiosk(away)
    const { id, jwe } = await makeEnvelope(away, folderOfOther.path, other)
    expect((await deliver(away, other, id, jwe)).status).toBe(201)
    await away.longTerm.sweep()
    const mother = phone(away)
    await mother.login(referenceOf(id), 'mother')
    const file = await mother.go(`/copy/${referenceOf(id)}.pdf`)
    const fetched = Buffer.from(await file.arrayBuffer()).toString('base64')
    expect(fetched).toBe(sealedForm(away).content[0]?.attachment.data)
    await away.close()
    folderOfOther.remove()
  })

  it('for another person, a number that never was and a form on its way: one page, one status', async () => {
    const other = await said(await phone().login(signed.reference, 'motherofteenager'), signed.reference)
    const never = await said(await phone().login(unknown, 'motherofteenager'), unknown)
    const { id } = await makeEnvelope(central, data.path, kiosk)
    const onItsWay = await said(await phone().login(referenceOf(id), 'mother'), referenceOf(id))
    expect(other).toContain('404')
    expect(other).toContain('Wij hebben nu geen kopie voor u')
    expect(never).toBe(other)
    expect(onItsWay).toBe(other)
    // Who tried is told to the log, not to the page.
    const denied = audits().filter(({ outcome }) => outcome === '4')
    expect(denied).toHaveLength(1)
    expect(denied[0]?.agent[0]?.who?.identifier?.value).toBe(castOf(data.path).people.motherOfTeenager.bsn)
    // She is no family of this child, and she received nothing: the log says neither.
    expect(denied[0]).not.toHaveProperty('purposeOfEvent')
    expect(denied[0]?.agent[0]).not.toHaveProperty('type')
    expect(denied[0]?.outcomeDesc).toContain('refused')
  })

  it('writes down why somebody asked: for himself, for family, as representative, or for no reason that counts', async () => {
    const { store } = central
    const { people } = castOf(data.path)
    const form = sealedForm(central)
    const subject = form.subject?.reference ?? ''
    const asked = async (who: string): Promise<AuditEvent | undefined> => {
      await (await phone().login(signed.reference, who)).text()
      const page = phone()
      await page.login(signed.reference, who)
      await page.go(`/copy/${signed.reference}.pdf`)
      return audits().at(-1)
    }
    const author = await store.read(form.author?.[0]?.reference ?? '')
    const child = await store.read(subject)
    if (author?.resourceType !== 'RelatedPerson' || child?.resourceType !== 'Patient') throw new Error('another form')
    // The patient himself, whose form somebody else signed: refused, and it was his own request.
    const asSubject = { ...child, identifier: [{ system: bsnSystem, value: people.motherOfDouble.bsn }] }
    await store.update(asSubject, child.meta?.versionId ?? '')
    const own = await asked('motherofdouble')
    expect([own?.outcome, purposeOf(own)]).toEqual(['4', ['PATRQT']])
    // A guardian is no family (v3-RoleCode GUARD).
    const guardian = { ...author, relationship: [{ coding: [{ system: roleCode, code: 'GUARD' }] }] }
    const changed = await store.update(guardian, author.meta?.versionId ?? '')
    const appointed = await asked('mother')
    expect([appointed?.outcome, purposeOf(appointed)]).toEqual(['0', ['PWATRNY']])
    const back = await store.read(subject)
    await store.update(child, back?.meta?.versionId ?? '')
    await store.update(author, changed.meta?.versionId ?? '')
  })

  it('is not given by the address of the file alone, nor to a session that is over', async () => {
    const stranger = await fetch(`${central.staff}/copy/${signed.reference}.pdf`, { redirect: 'manual' })
    expect([stranger.status, stranger.headers.get('content-type')]).toEqual([303, null])
    const mother = phone()
    await mother.login(signed.reference, 'mother')
    const csrf = /name="csrf" value="([^"]+)"/.exec(await (await mother.go(`/copy/${signed.reference}`)).text())?.[1]
    const forged = await mother.go('/citizen/logout', { method: 'POST', body: new URLSearchParams({ csrf: 'x' }) })
    expect(forged.status).toBe(403)
    const out = await mother.go('/citizen/logout', { method: 'POST', body: new URLSearchParams({ csrf: csrf ?? '' }) })
    expect(await out.text()).toContain('U bent uitgelogd')
    expect((await mother.go(`/copy/${signed.reference}.pdf`)).headers.get('content-type')).toContain('text/html')
    const again = phone()
    await again.login(signed.reference, 'mother')
    shift = 6 * 60_000
    expect((await again.go(`/copy/${signed.reference}.pdf`)).headers.get('content-type')).toContain('text/html')
    shift = 0
  })

  it('a login of the desk is none here, and a citizen is nobody at the desk', async () => {
    const mother = phone()
    await mother.login(signed.reference, 'mother')
    expect(await (await mother.go('/desk')).text()).toContain('Inloggen voor medewerkers')
    const clerk = phone()
    const form = await (await clerk.go(`/copy/${signed.reference}`)).text()
    const action = /action="([^"]+)"/.exec(form)?.[1] ?? ''
    const staff = central.logins[0]
    const body = new URLSearchParams({ login: staff?.login ?? '', password: staff?.password ?? '' })
    expect((await clerk.go(action, { method: 'POST', body })).status).toBe(401)
  })

  it('a callback that nobody started here, or that comes twice, leads nowhere', async () => {
    const answer = await fetch(`${central.staff}/citizen/callback?code=x&state=y`, { redirect: 'manual' })
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([400, []])
    const mother = phone()
    await mother.login(signed.reference, 'mother')
    const callback = mother.seen.find((address) => address.includes('/citizen/callback')) ?? ''
    expect((await fetch(callback, { redirect: 'manual' })).status).toBe(400)
  })

  it('looking again for one number that has not arrived yet makes nobody wait', async () => {
    const mother = phone()
    await mother.login(signed.reference, 'mother')
    for (let n = 1; n <= 12; n += 1) expect((await mother.go('/copy/00000-00000')).status).toBe(404)
    expect((await mother.go(`/copy/${signed.reference}`)).status).toBe(200)
  })

  it('nobody can try out numbers: after ten that are not his, he waits', async () => {
    const adult = phone()
    await adult.login('00000-00000', 'adult')
    const statuses: number[] = []
    for (let n = 1; n <= 10; n += 1) statuses.push((await adult.go(`/copy/00000-0000${String(n % 10)}`)).status)
    expect(statuses).toEqual([404, 404, 404, 404, 404, 404, 404, 404, 404, 429])
    // In a new session too: it is the person who waits.
    expect((await phone().login('00000-00000', 'adult')).status).toBe(429)
  })

  it('speaks in short sentences, in both languages', () => {
    for (const { nl, en } of Object.values(copyWords)) {
      expect(longSentences(nl)).toEqual([])
      expect(longSentences(en)).toEqual([])
    }
  })
})
