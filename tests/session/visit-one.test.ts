/** Visit one, whole: a mother who alone has authority asks access to the file of her seven-year-old. */
import { createHash } from 'node:crypto'
import { compactVerify, importJWK } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'
import { referenceOf, shownReference } from '../../domain/contract/envelope/reference.ts'
import { hashOf, hashOfJson } from '../../paper/hash.ts'
import { openStage } from './support/stage.ts'
import type { Stage } from './support/stage.ts'
import { sign, toChild, toReview } from './support/walk.ts'

let stage: Stage
afterEach(async () => await stage.close())

describe('visit one', () => {
  it('ends signed, durable and encrypted, and says so only then', async () => {
    stage = await openStage()
    const { renderer, main, central } = stage
    await toChild(stage)
    expect(await renderer.at('confirmPatient')).toMatchObject({
      who: 'child',
      initials: 'M.J.',
      birthYear: '2019',
      bsnEnd: '19',
    })
    await toReview(stage)
    await sign(stage)
    const done = await renderer.at('done')

    const [stored, ...more] = main.stored
    expect(more).toEqual([])
    if (stored === undefined) throw new Error('nothing was stored')
    expect(stored.header).toMatchObject({ kind: 'form', id: stored.id, kid: stage.hospital.intake.kid })
    expect(done.reference).toBe(shownReference(referenceOf(stored.id)))
    expect(done.statusUrl).toBe(`http://127.0.0.1:9/status/${done.reference}`)
    expect(done.delivery).toBe('waiting')

    const payload = await main.open(stored)
    const pdf = Buffer.from(payload.pdf ?? '', 'base64')
    const ready = main.heard.find((message) => message.type === 'ready')
    const key = await importJWK({ ...(ready?.key as object) }, 'ES256')
    const manifest = JSON.parse(
      new TextDecoder().decode((await compactVerify(payload.manifest, key)).payload),
    ) as object
    expect(manifest).toEqual({
      id: stored.id,
      visit: main.visit,
      kind: 'form',
      bundle: hashOfJson(payload.bundle),
      pdf: hashOf(pdf),
      steps: hashOf(new TextEncoder().encode(payload.steps.join('\n'))),
      decision: hashOfJson(payload.decision),
      acceptance: hashOfJson(payload.acceptances),
    })
    expect(payload.steps).toHaveLength(1)
    const step = await compactVerify(payload.steps[0] ?? '', key)
    expect(JSON.parse(new TextDecoder().decode(step.payload))).toMatchObject({
      set: stored.id,
      name: 'WILLEKE LISELOTTE DE BRUIJN',
      method: 'ink',
    })
    const entries = payload.bundle.entry as { resource: { resourceType: string; status?: string } }[]
    expect(entries.map(({ resource }) => resource.resourceType)).toEqual([
      'RelatedPerson', 'QuestionnaireResponse', 'DocumentReference', 'Consent', 'Consent', 'Provenance', 'Task', 'AuditEvent',
    ]) // prettier-ignore
    expect(entries[3]?.resource.status).toBe('proposed')
    const text = JSON.stringify(payload.bundle)
    expect(text).toContain(createHash('sha1').update(pdf).digest('base64'))
    expect(text).toContain('"reference":"Patient/milan"')
    expect(payload.decision).toMatchObject({ kind: 'form', form: 'childForm', approver: 'physician' })

    // Only now could the visitor read "signed": main had answered durable.
    const order = main.heard.map((message) => (message.type === 'step' ? message.step : message.type))
    expect(order.slice(order.indexOf('sealing'))).toEqual(['sealing', 'seal', 'store', 'done'])
    expect(main.steps().slice(0, 5)).toEqual(['language', 'forWhom', 'terms', 'document', 'desk'])
    expect((await central.visits.find(main.visit))?.record.state).toBe('bound')

    main.delivery(stored.id, 'stored')
    expect(await renderer.at('done', ({ delivery }) => delivery === 'received')).toBeTruthy()
  })

  it('without the extract ends as incomplete: nothing is proposed, only the acceptance travels', async () => {
    stage = await openStage()
    const { renderer, main } = stage
    await toChild(stage)
    // The clerk takes it back: it was of somebody else.
    await stage.central.noExtract(main.visit)
    renderer.tap({ kind: 'confirmPatient', yes: true })
    const page = await renderer.at('incomplete')
    expect(page).toMatchObject({ outcome: 'extractMissing', next: 'bringProof' })
    const stored = await main.until(() => main.stored[0])
    expect(stored.header.kind).toBe('acceptance')
    const payload = await main.open(stored)
    expect(payload).toMatchObject({ pdf: null, steps: [], kind: 'acceptance' })
    expect(JSON.stringify(payload.bundle)).not.toContain('proposed')
    expect(JSON.stringify(payload.bundle)).toContain('57016-8')
  })
})
