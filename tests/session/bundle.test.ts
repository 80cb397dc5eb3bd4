/** The transaction that leaves the kiosk: complete in itself, repeatable, and about nobody but the bound patient. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage } from './support/stage.ts'
import type { Stage } from './support/stage.ts'
import { sign, toChild, toReview } from './support/walk.ts'
import { mother } from './support/people.ts'

interface Entry {
  readonly fullUrl: string
  readonly resource: {
    readonly resourceType: string
    readonly identifier?: { readonly value?: string } | readonly { readonly value?: string }[]
    readonly meta?: { readonly tag?: readonly { readonly code?: string }[] }
  }
  readonly request: { readonly method: string; readonly url: string; readonly ifNoneExist: string }
}

let stage: Stage
let entries: readonly Entry[]
let text: string
beforeAll(async () => {
  stage = await openStage()
  await toChild(stage)
  await toReview(stage)
  await sign(stage)
  await stage.renderer.at('done')
  const [stored] = stage.main.stored
  if (stored === undefined) throw new Error('nothing was stored')
  const { bundle } = await stage.main.open(stored)
  entries = bundle.entry as readonly Entry[]
  text = JSON.stringify(bundle)
})
afterAll(async () => await stage.close())

describe('the transaction of a signed form', () => {
  it('creates each entry under a key of its own, so that a replay creates nothing', () => {
    const keys = entries.map(({ request }) => request.ifNoneExist)
    expect(new Set(keys).size).toBe(8)
    for (const { fullUrl, resource, request } of entries) {
      expect(request).toMatchObject({ method: 'POST', url: resource.resourceType })
      const uuid = fullUrl.replace('urn:uuid:', '')
      expect(request.ifNoneExist.endsWith(uuid)).toBe(true)
      const own = [resource.identifier ?? []].flat().map(({ value }) => value)
      const tags = resource.meta?.tag?.map(({ code }) => code) ?? []
      expect([...own, ...tags]).toContain(request.ifNoneExist.startsWith('_tag=') ? uuid : fullUrl)
    }
  })

  it('refers only to its own entries and to the bound patient, and creates no patient', () => {
    const references = [...text.matchAll(/"reference":"([^"]+)"/g)].map(([, reference]) => reference)
    const own = new Set(entries.map(({ fullUrl }) => fullUrl))
    for (const reference of references) expect(own.has(reference ?? '') || reference === 'Patient/milan').toBe(true)
    expect(entries.some(({ resource }) => resource.resourceType === 'Patient')).toBe(false)
  })

  it('names the document by kind and number, and holds no BSN outside the paper', () => {
    expect(text).toContain(`NLD-${mother.number}`)
    expect(text.replace(/"data":"[^"]*"/g, '')).not.toContain('999990019')
  })
})
