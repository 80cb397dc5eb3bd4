/** What the bad journeys share: sentences on the screen, the clerk by call number, what lies on the disks afterwards. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { decodeJwt } from 'jose'
import * as v from 'valibot'
import { expect } from 'vitest'
import { JournalEntry } from '../../domain/contract/device/journal.ts'
import { treeOf } from '../../main/host/browser/process-tree.ts'
import { commandLine } from '../support/command-line.ts'
import type { Desk } from '../support/desk.ts'
import type { Kiosk, Scene } from '../support/scene.ts'
import { extractOf } from './play.ts'
import { host } from './stage.ts'
import { fact, type Sample, type Visitor } from './visitor.ts'

/** Waits until this sentence can be read on the screen. */
export async function says(visitor: Visitor, sentence: string | RegExp): Promise<void> {
  const found = visitor.page.getByText(sentence).filter({ visible: true }).first()
  await found.waitFor({ timeout: 15_000 }).catch(async (error: unknown) => {
    const text = await visitor.page.locator('body').innerText()
    throw new Error(`Not on the screen: ${String(sentence)}. There is: ${text.slice(0, 600)}`, { cause: error })
  })
}

/** The clerk opens the number that the visitor's screen shows. */
export async function clerkOpens(desk: Desk, visitor: Visitor): Promise<void> {
  await desk.open(Number(await visitor.page.locator('.number b').innerText()))
}

/** The clerk confirms; with the extract when the sample has one. */
export async function clerkSaysYes(desk: Desk, visitor: Visitor, person: Sample): Promise<void> {
  await visitor.at('desk')
  await clerkOpens(desk, visitor)
  const extract = person.facts.some(({ label, value }) => label === 'Uittreksel' && /\d{4}/.test(value))
  await desk.confirm({ ending: fact(person, 'Laatste vier'), ...(extract ? extractOf(person) : {}) })
}

/** The clerk looks the patient up on the desk page and takes the first that is found. */
export async function clerkPicks(
  desk: Desk,
  visitor: Visitor,
  patient: { readonly birthDate: string; readonly number: string },
): Promise<void> {
  await visitor.at('deskPicks')
  await clerkOpens(desk, visitor)
  await desk.page.locator('#birthDate').fill(patient.birthDate)
  await desk.page.locator('#number').fill(patient.number)
  await desk.page.locator('#search button').click()
  await desk.page.locator('.s-found button').first().click()
}

/** Leaves by the dock's "Stoppen". */
export async function stopVisit(visitor: Visitor, since: number): Promise<void> {
  await visitor.touch('Stoppen')
  await visitor.lastTouch(/^Ja, wis alles/)
  expect(await visitor.wiped(since)).toMatchObject({ verified: true })
}

/** How many forms the central has stored. */
export function formsStored(scene: Scene): number {
  const database = new DatabaseSync(join(scene.central.data, 'central.sqlite'), { readOnly: true })
  try {
    const row = database.prepare("SELECT count(*) AS many FROM fhir_resources WHERE type = 'DocumentReference'").get()
    return Number(row?.['many'])
  } finally {
    database.close()
  }
}

/** Envelopes on the kiosk's disk: a prepared file is empty. */
export function waiting(scene: Scene): number {
  const folder = join(scene.state, 'outbox')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const found = statSync(join(folder, name), { throwIfNoEntry: false })
    return name.endsWith('.env') && found !== undefined && found.size > 0
  }).length
}

export function journal(scene: Scene): readonly JournalEntry[] {
  const lines = readFileSync(join(scene.state, 'journal.jwsl'), 'latin1').split('\n')
  return lines.filter((line) => line !== '').map((line) => v.parse(JournalEntry, decodeJwt(line)))
}

/** The visit that began last in this log. */
export function visitOf(kiosk: Kiosk, since: number): unknown {
  return kiosk.log.slice(since).findLast(({ event }) => event === 'visitBegan')?.['visit']
}

/** Nobody's screen, with nothing on it of the visit before, and no word about it. */
export async function expectCleanAttract(visitor: Visitor, person: Sample): Promise<void> {
  await visitor.at('attract')
  await says(visitor, 'Welkom in het ziekenhuis')
  const text = await visitor.page.locator('body').innerText()
  expect(text).not.toMatch(/Uw formulier is bewaard|U heeft nog niet ondertekend/)
  for (const { label, value } of person.facts) if (label !== 'Uittreksel') expect(text).not.toContain(value)
}

/** Renderer processes of the window that stands: the spare's are younger, and the rehearsal's spare has none. */
export function renderersOf(kiosk: Kiosk): readonly number[] {
  const all = treeOf(kiosk.pid).filter((pid) => commandLine(pid).includes('--type=renderer'))
  return host === 'rehearsal' ? all : all.sort((a, b) => a - b).slice(0, 1)
}
