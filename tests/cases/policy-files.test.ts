/** A policy file: old formats for ever, and mistakes refused by name. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { signerOf } from '../../central/published/policy/file.ts'
import { HospitalId, PublicJwk } from '../../domain/ids.ts'
import { acceptPolicy } from '../../domain/policy/accept.ts'
import { aboutOf } from '../../domain/policy/cell.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { keyOfLaterFormat, withEveryCell, writtenPolicy } from '../../domain/policy/formats.ts'
import { policyJsonSchema } from '../../tools/rules/json-schema.ts'
import { policyCells } from '../../domain/policy/policy.ts'
import { faultText, readPolicy, readPolicyText, readPublishedText } from '../../domain/policy/read.ts'
import { decide } from '../../domain/rules/index.ts'
import { readFactsText } from '../../domain/rules/read-facts.ts'
import { decideWithdrawal } from '../../domain/rules/withdrawal.ts'
import { previewIdentity } from '../../domain/policy/floors.ts'
import { motherOfSeven, today } from '../rules/sample.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/policy-1/${name}`, import.meta.url), 'utf8')
const hospital = v.parse(HospitalId, 'rijnmeer')
const keys = [v.parse(PublicJwk, JSON.parse(fixture('key.public.json')))]
const signature = (name: string) => signerOf({ file: fixture(name).trim(), keys, hospital })
const textOf = async (name: string) => {
  const signed = await signature(name)
  if (signed.by !== 'ours') throw new Error(signed.by)
  return signed.text
}
const changedText = (change: (cells: Record<string, Record<string, unknown>>) => void): string => {
  const cells = structuredClone(Object(defaultPolicy)) as Record<string, Record<string, unknown>>
  change(cells)
  return JSON.stringify(cells)
}

describe('rules 12: a policy of the first format', () => {
  it('verifies, is read and is written as it was', async () => {
    const read = readPolicyText(await textOf('rijnmeer-1.jws'))
    if (read.kind === 'fault') throw new Error(faultText(read))
    expect(read.policy.format).toBe('balie-policy/1')
    expect(writtenPolicy(read.policy)).toEqual(JSON.parse(await textOf('rijnmeer-1.jws')))
    for (const { facts, decision } of JSON.parse(fixture('decisions.json')))
      // The fixture lists everybody in the register of curatele, which said nothing to these rows at that time.
      expect(
        decide({
          facts: { ...facts, evidence: { ...facts.evidence, curateleRegister: 'notListed' } },
          policy: read.policy,
        }),
      ).toMatchObject({
        form: decision.form,
        signers: decision.signers,
        end: decision.end,
        approver: decision.approver,
      })
  })

  it('says the behaviour of its time in every cell that came later, and may not say the cell itself', () => {
    for (const [group, { entries }] of Object.entries(policyCells))
      for (const [key, cell] of Object.entries<v.GenericSchema>(entries)) {
        const { added } = aboutOf(cell)
        const old = withEveryCell({ format: 'balie-policy/1', [group]: {} }, 'balie-policy/1')
        expect(old).toMatchObject({ [group]: added === undefined ? {} : { [key]: added.before } })
        if (added === undefined) continue
        expect(v.is(cell, added.before)).toBe(true)
        expect(keyOfLaterFormat({ [group]: { [key]: added.before } }, 'balie-policy/1')).toBe(`${group}.${key}`)
      }
  })

  it('with mistakes that were let pass stays readable and cannot be published anew', async () => {
    const text = await textOf('rijnmeer-2-mistakes.jws')
    const published = readPublishedText(text)
    if (published.kind === 'fault') throw new Error(faultText(published))
    const { policy } = published
    const accept = (of: object) =>
      acceptPolicy({ signature: { by: 'ours', text }, hospital, newestSeen: 1, today, ...of })
    expect(accept({}).kind).toBe('fault')
    expect(accept({ newestSeen: 2, held: policy }).kind).toBe('policy')
    expect(accept({ published: true }).kind).toBe('policy')
    // The line holds all the same.
    expect(previewIdentity(policy)).toBe('identified')
    const child = { by: 'patient', level: 'identified', today, patientBirth: motherOfSeven.patient.birth } as const
    const twelve = { ...child, patientBirth: '2014-05-14', capacity: null, mandate: 'ofThisHospital' }
    expect(decideWithdrawal(twelve as never, policy).kind).toBe('stop')
  })
})

describe('rules 12: a mistake in a policy', () => {
  const said = (text: string) => {
    const read = readPolicyText(text)
    return read.kind === 'policy' ? 'accepted' : faultText(read)
  }
  const set = (group: string, key: string, value: unknown) =>
    said(changedText((cells) => void Object.assign(cells[group] ?? {}, { [key]: value })))

  it('a key twice is refused, however it is spelt and however deep', () => {
    const text = JSON.stringify(defaultPolicy)
    expect(said(text)).toBe('accepted')
    expect(said(text.replace('{', '{"version":2,'))).toMatch(/^policy\.duplicateKey version:/)
    expect(said(text.replace('"childSigns":12', '"childSigns":12,"childSigns":10'))).toMatch(/duplicateKey ages\.childSigns/) // prettier-ignore
    expect(said(text.replace('"childSigns":12', '"childSigns":12,"child\\u0053igns":10'))).toMatch(/duplicateKey ages\.childSigns/) // prettier-ignore
    expect(said(text.replace('"kind":"rulingEnd"', '"kind":"rulingEnd","kind":"rulingEnd"'))).toMatch(/duplicateKey representative\.courtTerm\.kind/) // prettier-ignore
    // A name as a value, and the same name in two objects, are no second key.
    expect(said(text.replace(defaultPolicy.hospital.name, 'a { \\" id \\": [ "'))).not.toMatch(/duplicate/)
    expect(readFactsText(JSON.stringify(motherOfSeven).replace('{', '{"relation":"self",'))).toMatchObject({
      id: 'facts.duplicateKey',
      path: 'relation',
    })
  })

  it('a key with the name of something that every object has is unknown', () => {
    expect(said(JSON.stringify(defaultPolicy).replace('{', '{"constructor":1,'))).toMatch(/unknownKey constructor/)
    expect(set('ages', 'toString', 1)).toMatch(/unknownKey ages\.toString/)
    expect(said(JSON.stringify(defaultPolicy).replace('{', '{"__proto__":{},'))).toMatch(/unknownKey __proto__/)
  })

  it.each([
    ['every purpose closed', (cells: Record<string, object>) => Object.assign(cells['scope'] ?? {}, { look: 'closed', arrangeCare: 'closed', decideOnCare: 'closed' }), 'scope.look'], // prettier-ignore
    ['only decisions for people who may never decide', (cells: Record<string, object>) => Object.assign(cells['scope'] ?? {}, { look: 'closed', arrangeCare: 'closed' }), 'scope.look'], // prettier-ignore
    ['an empty child scope', (cells: Record<string, object>) => Object.assign(cells['scope'] ?? {}, { child: [] }), 'scope.child'], // prettier-ignore
    ['an empty scope of a chosen person', (cells: Record<string, object>) => Object.assign(cells['scope'] ?? {}, { voluntary: [] }), 'scope.voluntary'], // prettier-ignore
    ['an empty scope at 16 and 17', (cells: Record<string, object>) => Object.assign(cells['scope'] ?? {}, { young: [] }), 'scope.young'], // prettier-ignore
    ['an empty scope of a representative', (cells: Record<string, object>) => Object.assign(cells['scope'] ?? {}, { representative: [] }), 'scope.representative'], // prettier-ignore
    ['withdrawing harder than signing', (cells: Record<string, object>) => Object.assign(cells['identity'] ?? {}, { withdraw: 'authenticated' }), 'identity.withdraw'], // prettier-ignore
    ['a preview for whom only a machine knows', (cells: Record<string, object>) => Object.assign(cells['preview'] ?? {}, { minimumIdentity: 'claimed' }), 'preview.minimumIdentity'], // prettier-ignore
    ['a child asked when parents’ access is over', (cells: Record<string, object>) => Object.assign(cells['ages'] ?? {}, { childSigns: 16 }), 'ages.childSigns'], // prettier-ignore
  ])('%s is refused with the cell, what was read and what is allowed', (_, change, path) => {
    const text = said(changedText(change))
    expect(text).toContain(` ${path}: `)
    expect(text).toMatch(/Gelezen: .+\. Toegestaan: .+\. \/ .+ Read: .+\. Allowed: .+\.$/)
  })

  it('a typing mistake says the cell, what was read and what is allowed, and blames no law', () => {
    expect(set('children', 'from12', 'fromm')).toBe(
      'policy.wrongValue children.from12: Deze waarde kan hier niet staan. Gelezen: "fromm". Toegestaan: "form" | "refer". / This value cannot stand here. Read: "fromm". Allowed: "form" | "refer".',
    )
    expect(set('times', 'warnMonthsBefore', '3')).toMatch(/wrongValue times.warnMonthsBefore.*Read: "3". Allowed: 1–6/)
    expect(set('times', 'warnMonthsBefore', 7)).toMatch(/wrongValue times.warnMonthsBefore.*Read: 7. Allowed: 1–6/)
    expect(set('voluntary', 'termYears', 11)).toMatch(/wrongValue voluntary.termYears.*Allowed: 1–10 \| null/)
    expect(set('scope', 'child', ['leters'])).toMatch(/wrongValue scope.child.*Read: "leters".*"letters"/)
    expect(set('scope', 'child', ['letters', 'letters'])).toMatch(/wrongValue scope.child/)
    expect(set('representative', 'courtTerm', { kind: 'year', years: 2 })).toMatch(
      /wrongValue representative.courtTerm/,
    )
    expect(said(changedText((cells) => void Object.assign(cells, { ages: null })))).toMatch(
      /wrongValue ages.*Read: null/,
    )
    expect(said(changedText((cells) => void Object.assign(cells, { validFrom: '2026-02-30' })))).toMatch(/wrongValue validFrom.*2026-02-30/) // prettier-ignore
  })

  it('a value that law or norm forbids says so', () => {
    expect(set('ages', 'adult', 17)).toMatch(/crossesFixedLine ages.adult.*Read: 17. Allowed: 18/)
    expect(set('ages', 'childSigns', 13)).toMatch(/crossesFixedLine ages.childSigns.*Read: 13. Allowed: 10–12/)
    expect(set('identity', 'sign', 'claimed')).toMatch(
      /crossesFixedLine identity.sign.*"identified" \| "authenticated"/,
    )
    // What is refused is never offered as an answer.
    for (const value of ['none', 'claimed'])
      expect(set('preview', 'minimumIdentity', value)).toMatch(
        new RegExp(
          `crossesFixedLine preview.minimumIdentity.*Read: "${value}". Allowed: "identified" \\| "authenticated"\\.$`,
        ),
      )
    expect(set('preview', 'minimumIdentity', 'noone')).toMatch(
      /wrongValue.*Allowed: "identified" \| "authenticated"\.$/,
    )
  })

  it('the JSON Schema allows only the newest format, and nothing that is forbidden', () => {
    expect(policyJsonSchema()).toMatchObject({
      properties: {
        format: { const: 'balie-policy/3' },
        preview: { properties: { minimumIdentity: { enum: ['identified', 'authenticated'] } } },
      },
    })
    expect(readPolicy({ ...defaultPolicy, format: 'balie-policy/4' })).toMatchObject({ id: 'policy.unknownFormat' })
  })
})
