/** Words of the staff pages that were misread, and what stands there now. */
import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('../../central/web/desk/', import.meta.url)
const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n')

test.each([
  ['which four characters', 'Typ de laatste 4 tekens van het documentnummer', 'Neem de laatste 4 tekens over'],
  ['both parents', 'Beide ouders', "label: 'Samen'"],
  ['one parent', 'Deze ouder alleen', "label: 'Alleen'"],
  ['a paper that says nothing', 'Geen aantekening', 'Geen bewijs vandaag'],
  ['check digits', 'controlecijfers kloppen', "ok('controlecijfers')"],
  ['hidden characters', 'laatste 4 verborgen', 'einde afgedekt'],
  ['a visit that was broken off', 'afgebroken, niets ondertekend', 'is klaar en staat niet meer'],
  ['what was not processed', 'Niet verwerkt', 'Apart gehouden: '],
  ['log out', 'Uitloggen', 'Vergrendel'],
  ['stop asks', 'Stop bezoek …', "label: 'Stop',"],
  ['ten minutes', 'De bezoeker heeft 10 minuten extra.', 'De bezoeker heeft meer tijd.'],
  ['doubt', 'Twijfel vastgelegd. Dit bezoek staat stil.', 'Twijfel: stilgezet'],
  ['another document', 'Laat de bezoeker een ander document lezen', 'Leest hij een ander document'],
  ['what is logged', 'Wat u opent, wordt vastgelegd.', 'Elke blik wordt vastgelegd.'],
  // The page asks parents "Wie is uw kind?" and who comes for an adult "Om wie gaat het?"; the desk does not know which.
  ['what the visitor reads', 'Om wie gaat het? Of: wat is uw BSN?', 'Om welke patiënt gaat het?'],
])('texts staff: %s', (_name, now, before) => {
  expect(all).toContain(now)
  expect(all).not.toContain(before)
})
