/** The number of a form, and the public page that it leads to. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { statusRoutes } from '../../central/web/status/routes.ts'
import type { Ledger } from '../../central/requests/ledger.ts'
import { parseReference, referenceOf, shownReference } from '../../domain/contract/envelope/reference.ts'
import { EnvelopeId } from '../../domain/ids.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const reference = () => referenceOf(v.parse(EnvelopeId, randomUUID()))

describe('screens 18: a check character in the number', () => {
  test('knows each single wrong character, and nearly each pair of swapped neighbours', () => {
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
    // Luhn's algorithm misses only the swap of the first and the last character of the alphabet.
    expect(missed / swapped).toBeLessThan(0.02)
  })

  test('old numbers without one stay valid', () => {
    expect(parseReference('4F7K2-09M3Q')).toBe('4F7K2-09M3Q')
    expect(parseReference('4f7k2o9m3q')).toBe('4F7K2-09M3Q')
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
