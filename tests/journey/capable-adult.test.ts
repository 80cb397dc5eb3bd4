/** An adult who lets somebody look along and has a doubt: both are compared, and the desk hears of it while the glass says nothing. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nl } from '../../renderer/texts/nl.ts'
import { root } from '../runner/commands.ts'
import { answerAll, comeIn, confirmReview, showDocument, understandAll } from './play.ts'
import { host, onStage } from './stage.ts'
import { fact, sample } from './visitor.ts'

const stage = onStage()
const shots = join(root, 'out/test/journey', host)
mkdirSync(shots, { recursive: true })

test(
  `${host}: a patient who is not sure gets an ordinary pause, and the desk reads to speak with him alone`,
  { timeout: 180_000 },
  async () => {
    const { kiosk, scene, desk } = stage()
    const since = kiosk.log.length
    const visitor = await stage().visitor()
    const patient = sample(scene.central, 'Laat iemand meekijken: de patiënt')
    const chosen = sample(scene.central, 'Laat iemand meekijken: wie')
    await comeIn(visitor, /Voor mijzelf/, /Iemand laten meekijken/)
    await showDocument(visitor, patient)
    await desk.openFirst()
    await desk.confirm({ ending: fact(patient, 'Laatste vier') })
    await visitor.at('confirmPatient')
    await visitor.touch(/Ja, dat ben ik/)
    await visitor.at('otherHere')
    await visitor.touch(/Ja, wij zijn hier samen/)
    await visitor.at('handOver')
    await visitor.touch(/Ik ben de ander/)
    await visitor.at('language')
    await visitor.touch(/^Nederlands/)
    await visitor.at('terms')
    await visitor.touch('Ja, akkoord')
    await visitor.at('document')
    await visitor.scan(chosen.mrz)
    await visitor.at('desk')
    await desk.openFirst()
    await desk.confirm({ ending: fact(chosen, 'Laatste vier') })
    await visitor.at('handOver')
    await visitor.touch(/Ik ben de patiënt/)
    await answerAll(visitor)
    await visitor.at('scopePreview')
    await visitor.touch(/^Toon alles/)
    await visitor.touch(/^Haal weg/)
    await visitor.page.getByText('Weggehaald: 1').waitFor()
    await visitor.page.screenshot({ path: join(shots, 'look-along-preview.png') })
    await visitor.touch(nl.scopePreview.next)
    await confirmReview(visitor)
    await understandAll(visitor)
    await visitor.at('freeWill')
    await visitor.touch(nl.freeWill.later)
    await visitor.at('outcome')
    await expect.poll(() => desk.rings(), { timeout: 10_000 }).toBe(true)
    await desk.page.getByText('Spreek alleen').first().waitFor()
    const said = await visitor.page.locator('body').innerText()
    expect(said).toContain('Er is nog niets ondertekend.')
    expect(said).not.toMatch(/alleen spreken|Spreek|komt eraan|gehoord/)
    expect(kiosk.log.slice(since).filter(({ event }) => event === 'sealed')).toEqual([])
  },
)
