/** Whether the pages of a paper that the house composed say what its acts say, and nothing else. */
import { instantInWords } from '../document/time-text.ts'
import { wordsIn } from '../document/words.ts'
import { actsPage } from '../requests/acts/acts-page.ts'
import type { ActPartOnPage, ActsPage } from '../requests/acts/acts-page.ts'
import { visitRows } from '../requests/acts/visit-rows.ts'
import { actWords } from '../requests/acts/words.ts'
import { documentLanguageTag } from '../language.ts'
import type { ActsRead } from './acts.ts'
import type { FormPage } from './contents.ts'
import { layoutIs } from './page-layout.ts'
import { facts, inksOnPage, piecesOf, type Reading, readingOf, rowsOf, saidIs, signature, spokenOf } from './page-reading.ts' // prettier-ignore
import { pageContents } from './pdf/page-text.ts'
import type { SealedFile } from './pdf/sealed-file.ts'
import { spokenIs } from './pdf/spoken.ts'

const words = wordsIn('nl')
const instant = (at: string): string => instantInWords({ at, language: 'nl' })

/** Reads the pages against the acts. Throws a Refusal (`page`, or `unexpectedContent`). */
export function actsOnPage(file: SealedFile, { acts, drawn }: ActsRead): FormPage {
  const pages = pageContents(file)
  const about = actsPage(acts)
  const { title, hospital } = about
  const reference = saidIs(file, { title, author: hospital, language: documentLanguageTag.nl, subject: words.subject })
  spokenIs(file, acts.flatMap(({ step }) => spokenOf(step.claims, words))) // prettier-ignore
  const page = readingOf(file, piecesOf(pages), (at, of) => `${words.reference} ${reference} ${words.page(at, of)}`)
  page.text(hospital)
  page.text(title)
  page.text(`${words.reference} ${reference} · ${instant(new Date(file.claimed).toISOString())}`)
  signedFor(page, about)
  page.text(words.signatures)
  for (const [i, { step }] of acts.entries()) signature(page, step.claims, { drawn: drawn[i], words, instant })
  page.text(words.evidence)
  page.text(actWords.evidenceLead)
  const tail = [
    ...visitRows(acts).flatMap(({ label, value }) => [label, value]),
    ...[words.form, `${about.form.url}, ${about.form.version}`, words.seal, words.sealText, words.check, words.checkText], // prettier-ignore
  ]
  const evidence = rowsOf(page.until(tail.join('')))
  page.end()
  layoutIs(pages, { inks: inksOnPage(drawn), backwards: false })
  return { reference, evidence }
}

function signedFor(page: Reading, about: ActsPage): void {
  facts(page, words.patient, about.patient)
  const rows = about.answers.map(({ question, answer }) => ({ label: question, value: answer.join('\n') }))
  if (rows.length > 0) facts(page, words.answers, rows)
  about.parts.forEach((part, i) => onePart(page, part, actWords.signer(i + 1, about.parts.length)))
  if (about.declarations.length === 0) return
  page.text(actWords.shared)
  for (const declaration of about.declarations) page.text(declaration)
}

function onePart(page: Reading, part: ActPartOnPage, heading: string): void {
  facts(page, heading, part.facts)
  page.text(part.statement)
  for (const declaration of part.declarations) page.text(declaration)
  if (part.own === null) return
  page.text(actWords.own[part.own.language])
  page.text(part.own.title)
  page.text(part.own.statement)
  for (const declaration of part.own.declarations) page.text(declaration)
}
