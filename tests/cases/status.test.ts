/** The number of a form, and the public page that it leads to. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { statusRoutes } from '../../central/web/status/routes.ts'
import type { Ledger } from '../../central/requests/ledger.ts'
import {
  parseFormerReference,
  parseReference,
  referenceOf,
  shownReference,
} from '../../domain/contract/envelope/reference.ts'
import { EnvelopeId } from '../../domain/ids.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** As earlier programs showed it. */
const formerNumber = (number: string): string =>
  [...alphabet].map((sign) => `${number}${sign}`).find((one) => parseFormerReference(one) === number) ?? ''
const reference = () => referenceOf(v.parse(EnvelopeId, randomUUID()))

describe('screens 18: a check character in the number', () => {
  test('knows each single wrong character, and each pair of swapped neighbours', () => {
    let missed = 0
    let swapped = 0
    for (let n = 0; n < 50; n += 1) {
      const one = reference()
      const shown = shownReference(one)
      expect(shown).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{6}$/)
      expect(parseReference(shown)).toBe(one)
      expect(parseReference(` ${shown.toLowerCase().replace('-', ' ')}`)).toBe(one)
      const text = shown.replace('-', '')
      for (let at = 0; at < 11; at += 1) {
        for (const other of alphabet)
          if (other !== text[at]) expect(parseReference(text.slice(0, at) + other + text.slice(at + 1))).toBeNull()
        if (at === 10 || text[at] === text[at + 1]) continue
        swapped += 1
        const turned = text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2)
        if (parseReference(turned) !== null) missed += 1
      }
    }
    expect([missed, swapped > 0]).toEqual([0, true])
  })

  test('knows the swap of 0 and Z, and of every other pair, at every place', () => {
    for (let at = 0; at < 10; at += 1) {
      for (const one of alphabet)
        for (const other of alphabet.slice(0, alphabet.indexOf(one))) {
          const text = Array.from({ length: 10 }, (_, place) => (place === at ? one : place === at + 1 ? other : '7'))
          const shown = [...shownReference(text.join('').replace(/^(.{5})/, '$1-')).replace('-', '')]
          const turned = shown.with(at, shown[at + 1] ?? '').with(at + 1, shown[at] ?? '')
          if (shown.join('') !== turned.join('')) expect(parseReference(turned.join(''))).toBeNull()
        }
    }
  })

  test('old numbers without one stay valid', () => {
    expect(parseReference('4F7K2-09M3Q')).toBe('4F7K2-09M3Q')
    expect(parseReference('4f7k2o9m3q')).toBe('4F7K2-09M3Q')
  })
})

describe('screens 18: a number that an earlier program printed', () => {
  // "4F7K2-09M3Q" with Luhn's character, as receipts said until paper of this year.
  const printed = '4F7K2-09M3QA'

  test('is read by its own check character, and is none of today', () => {
    expect(parseFormerReference(printed)).toBe('4F7K2-09M3Q')
    expect(parseReference(printed)).toBeNull()
  })

  test('is not taken with a wrong character, without one, or with another sign', () => {
    for (const wrong of ['4F7K2-09M3QB', '4F7K2-19M3QA', '4F7K2-09M3Q', '4F7K2-09M3!A', '4F7K2-09M3QAA'])
      expect(parseFormerReference(wrong)).toBeNull()
  })
})

describe('screens 18: the status page', () => {
  const known = reference()
  // Only this question is asked of it.
  const ledger = { hasReference: (asked: string) => asked === known } as unknown as Ledger
  const routes = statusRoutes({ ledger, hospital: 'Ziekenhuis <b>Voorbeeld</b>' })
  const get = async (path: string) => {
    const url = new URL(path, 'http://127.0.0.1')
    const route = routes.find(
      (one) => one.path === url.pathname || (one.path === '/s/:reference' && url.pathname.startsWith('/s/')),
    )
    const answer = await route?.handle({
      request: new Request(url),
      url,
      params: { reference: decodeURIComponent(url.pathname.slice(3)) },
      body: new Uint8Array(),
    })
    return { status: answer?.status, text: (await answer?.text()) ?? '', location: answer?.headers.get('location') }
  }

  test('knows a form by the number that an earlier program printed, and nothing by one that no form has', async () => {
    const former = formerNumber(known)
    expect(await get(`/s/${former}`)).toMatchObject({ status: 200 })
    expect(await get(`/s/${formerNumber(reference())}`)).toMatchObject({ status: 404 })
  })

  test('promises a message to nobody who did not ask for one, and no safe keeping of a number that nobody has', async () => {
    const { text } = await get(`/s/${shownReference(known)}`)
    expect(text).toContain('Heeft u om bericht gevraagd? Dan krijgt u dat')
    expect(text).not.toContain('U krijgt bericht')
    const other = await get(`/s/${shownReference(reference())}`)
    expect(other.text).toContain('Wij hebben dit nummer nog niet.')
    expect(other.text).toContain('Klopt het nummer?')
    expect(other.text).not.toMatch(/veilig|safely/)
  })

  test('says that a mistyped number is wrong, with the number to put right', async () => {
    const shown = shownReference(known)
    const typed = (shown.startsWith('0') ? '1' : '0') + shown.slice(1)
    const { status, text } = await get(`/s/${typed}`)
    expect([status, text.includes('Dit nummer klopt niet.'), text.includes(`value="${typed}"`)]).toEqual([
      404,
      true,
      true,
    ])
  })

  test('says that a number is wrong of which a character was left out, and adds no check character to it', async () => {
    const shown = shownReference(known)
    for (let at = 0; at < shown.length - 1; at += 1) {
      if (shown[at] === '-' || shown[at] === shown[at + 1] || shown.slice(0, at) + shown.slice(at + 1, -1) === known)
        continue
      const typed = shown.slice(0, at) + shown.slice(at + 1)
      const page = await get(`/s/${typed}`)
      expect([typed, page.status, page.text.includes('Dit nummer klopt niet.')]).toEqual([typed, 404, true])
      expect(await get(`/s?nummer=${typed}`)).toMatchObject({ status: 404, location: null })
    }
    expect((await get(`/s/${known}`)).status).toBe(200)
  })

  test('has a home page that asks for the number, without script, and escapes what was typed', async () => {
    const home = await get('/')
    expect(home.status).toBe(200)
    expect(home.text).toContain('Volg uw aanvraag')
    expect(home.text).toContain('Follow your request')
    expect(home.text).not.toContain('<b>Voorbeeld')
    expect(await get(`/s?nummer=${known}`)).toMatchObject({ status: 303, location: `/s/${shownReference(known)}` })
    expect((await get('/s?nummer=%22%3E%3Cscript%3E')).text).not.toContain('<script>')
  })
})
