/** Papers of a whole training central before judges from Debian; the others see one of every kind in `npm run test:judges`. */
import { spawnSync } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyApproval } from '../../domain/verify/approval.ts'
import type { Place } from '../judges/place.ts'
import { askings, storedPaper } from '../judges/stored-papers.ts'
import { derOf } from './support/der.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'

const data = folder()
let central: Central
let place: Place
beforeAll(async () => {
  central = await training(data.path)
  place = { central, data: data.path, kiosks: [await enrolKiosk(central), await enrolKiosk(central)] }
})
afterAll(async () => {
  await central.close()
  data.remove()
})

const few = askings.filter(({ name }) => name === 'parents-and-child' || name === 'witnessed')

describe('what people signed in several visits or before a witness, and the physician’s answer,', () => {
  it.each(few)('pass qpdf and pdfsig, and the verifier reads them together: $name', async (asking) => {
    const { form, lasting, answer } = await storedPaper(place, asking)
    for (const [name, bytes] of Object.entries({ form, lasting, answer })) {
      const path = join(data.path, `${name}.pdf`)
      writeFileSync(path, bytes)
      const qpdf = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' })
      expect([name, qpdf.status, qpdf.stderr]).toEqual([name, 0, ''])
      const seen = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }).stdout
      expect([name, seen]).toEqual([name, expect.stringContaining('Signature is Valid')])
      expect(seen).not.toContain('Invalid')
    }
    const { sealCa, timeCa } = central.house
    const report = await verifyApproval(
      portOver(webcrypto.subtle),
      { approval: answer, form: lasting },
      { anchors: [derOf(sealCa.certificate)], timeAnchors: [derOf(timeCa.certificate)], at: new Date() },
    )
    expect([report.problem, report.accepted]).toEqual([null, true])
  })
})
