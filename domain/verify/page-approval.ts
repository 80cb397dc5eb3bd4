/** Whether the pages of an approval say what its data says. */
import { approvalWordEditions } from '../document/approval-words.ts'
import { type ApprovalContent, grantedOf } from '../document/approval.ts'
import { instantInWords } from '../document/time-text.ts'
import { languageTag } from '../language.ts'
import { demand } from './base/refusal.ts'
import { layoutIs } from './page-layout.ts'
import { piecesOf, readingOf, saidIs, underAny } from './page-reading.ts'
import { pageContents, type Piece } from './pdf/page-text.ts'
import type { SealedFile } from './pdf/sealed-file.ts'
import { spokenIs } from './pdf/spoken.ts'

/** Reads the pages of an approval against its data. Throws a Refusal (`page`, or `unexpectedContent`). */
export function approvalPage(file: SealedFile, content: ApprovalContent): void {
  const pages = pageContents(file)
  const pieces = piecesOf(pages)
  underAny(approvalWordEditions(content.language), (words) => approvalPageIn(words, pieces, file, content))
  layoutIs(pages, { inks: [], backwards: false })
}

function approvalPageIn(
  words: ReturnType<typeof approvalWordEditions>[0],
  pieces: readonly Piece[],
  file: SealedFile,
  content: ApprovalContent,
): void {
  const { language, about, approver, decision, signature, policy } = content
  const title = words.title[decision.outcome]
  const reference = saidIs(file, { title, author: content.hospital, language: languageTag[language], subject: words.reference }) // prettier-ignore
  demand(reference === about.reference, 'page', 'another reference')
  spokenIs(file, [])
  const page = readingOf(file, pieces, (at, of) => `${words.reference} ${about.reference} ${words.page(at, of)}`)
  const at = instantInWords({ at: content.at, language })
  const said: readonly (readonly string[])[] = [
    [content.hospital, title, words.decision],
    [words.decision, words.outcome[decision.outcome], words.reason, words.reasons[decision.reason]],
    grantedOf(content).flatMap(({ label, value }) => [label, value]),
    [words.at, at],
    [words.about, words.form, about.title, words.reference, about.reference],
    about.patient.flatMap(({ label, value }) => [label, value]),
    [words.version, `${about.form.url}, ${about.form.version}`, words.digest, about.sha256],
    [words.approver, words.name, approver.name, words.role, words.roles[approver.role]],
    approver.registration === null ? [] : [words.registration, approver.registration],
    [words.identified, approver.identified],
    [words.signature, words.level, words.levels[signature.level], words.asked, words.levels[signature.asked]],
    [words.policy, `${policy.hospital}, ${String(policy.version)}`, words.check, words.checkText],
  ]
  for (const one of said.flat()) page.text(one)
  page.end()
}
