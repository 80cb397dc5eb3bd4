/**
 * Whether the pages say what the data says. A seal covers both, but people read the one and programs the other: so every
 * word on the pages must follow from the attachments, but for the rows of evidence, which stand on the pages only.
 */
import type { Wording } from '../document/model.ts'
import { instantInWords } from '../document/time-text.ts'
import { wordEditions, wordsIn, type Words } from '../document/words.ts'
import { directionOf, documentLanguageTag } from '../language.ts'
import type { Drawn } from './attached.ts'
import type { Contents, FormPage } from './contents.ts'
import { layoutIs } from './page-layout.ts'
import { facts, inksOnPage, piecesOf, type Reading, readingOf, rowsOf, saidIs, signature, spokenOf, underAny } from './page-reading.ts' // prettier-ignore
import { pageContents, type Piece } from './pdf/page-text.ts'
import type { SealedFile } from './pdf/sealed-file.ts'
import { spokenIs } from './pdf/spoken.ts'

type FormContents = Contents & { readonly drawn: readonly Drawn[] }

/** Reads the pages of a form against its data. Throws a Refusal (`page`, or `unexpectedContent`). */
export function formPage(file: SealedFile, contents: FormContents): FormPage {
  const pages = pageContents(file)
  const pieces = piecesOf(pages)
  const { language } = contents.form
  const page = underAny(wordEditions(language), (words) => formPageIn(words, pieces, file, contents))
  layoutIs(pages, { inks: inksOnPage(contents.drawn), backwards: directionOf(language) === 'rtl' })
  return page
}

function formPageIn(
  words: Words,
  pieces: readonly Piece[],
  file: SealedFile,
  { form, steps, drawn }: FormContents,
): FormPage {
  const { language } = form
  const reference = saidIs(file, { title: form.title, author: form.hospital, language: documentLanguageTag[language], subject: words.subject }) // prettier-ignore
  spokenIs(
    file,
    steps.flatMap(({ claims }) => spokenOf(claims, words)),
  )
  const page = readingOf(file, pieces, (at, of) => `${words.reference} ${reference} ${words.page(at, of)}`)
  const instant = (at: string): string => instantInWords({ at, language })
  page.text(form.hospital)
  page.text(form.title)
  page.text(`${words.reference} ${reference} · ${instant(new Date(file.claimed).toISOString())}`)
  facts(page, words.patient, form.patient)
  if (form.representative !== null) facts(page, words.representative, form.representative)
  wording(page, form, words)
  page.text(words.signatures)
  for (const [i, { claims }] of steps.entries()) signature(page, claims, { drawn: drawn[i], words, instant })
  if (form.dutch !== null) {
    page.text(words.dutch)
    page.text(words.dutchLead(steps.length))
    page.text(form.dutch.title)
    wording(page, form.dutch, wordsIn('nl'))
  }
  page.text(words.evidence)
  page.text(words.evidenceLead)
  const tail = [words.form, `${form.form.url}, ${form.form.version}`, words.seal, words.sealText, words.check, words.checkText] // prettier-ignore
  const evidence = rowsOf(page.until(tail.join('')))
  page.end()
  return { reference, evidence }
}

function wording(page: Reading, text: Wording, words: { readonly answers: string; readonly signedFor: string }): void {
  const rows = text.answers.map(({ question, answer }) => ({ label: question, value: answer.join('\n') }))
  if (rows.length > 0) facts(page, words.answers, rows)
  page.text(words.signedFor)
  page.text(text.statement)
  for (const declaration of text.declarations) page.text(declaration)
}
