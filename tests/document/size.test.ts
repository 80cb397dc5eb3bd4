/**
 * How large a signed form may be, with two pages and four inks as people draw them and everything attached: 60 kB, or 75 kB
 * where two scripts bring two sets of fonts.
 */
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type InkPath, inkForDocument } from '../../domain/document/ink.ts'
import type { DocumentModel, DocumentSigner } from '../../domain/document/model.ts'
import { directionOf, type DocumentLanguage, documentLanguageTag } from '../../domain/language.ts'
import { documentAttachments } from '../../paper/attachments.ts'
import { composePdf } from '../../paper/compose.ts'
import { onPixels, trembling } from './hands.ts'
import { arabic, dutch, english, hebrew, withSigners } from './people.ts'
import { assets, icc, makeVisitKey, stepsOf } from './sealed.ts'
import type { CompactJws } from '../../domain/ids.ts'

const most = { ltr: 60_000, rtl: 75_000 }

const hands = { trembling, 'on small pixels': onPixels(18), 'on large pixels': onPixels(36.9) }

const forms: Readonly<Record<DocumentLanguage, DocumentModel>> = {
  nl: dutch,
  nlSimple: { ...dutch, language: 'nlSimple' },
  en: english,
  ar: arabic,
  he: hebrew,
}

function drawn(form: DocumentModel, count: number, hand: (seed: number) => InkPath): DocumentModel {
  const signers = withSigners(form, count).signers.map((signer, i): DocumentSigner => ({
    ...signer,
    method: 'ink',
    ink: inkForDocument(hand(i + 1)),
  }))
  return { ...form, signers }
}

/** As a visit attaches them: the answers once more as FHIR, and a visit certificate, which nothing packs. */
async function withEverything(model: DocumentModel): Promise<Uint8Array> {
  const visit = await makeVisitKey()
  const attachments = documentAttachments({
    model,
    steps: await stepsOf(model, visit),
    key: visit.key,
    visitCertificate:
      `${'e'.repeat(40)}.${randomBytes(360).toString('base64url')}.${randomBytes(64).toString('base64url')}` as CompactJws,
    decision: { form: 'child.under12', policy: { id: 'rijnhout', version: 7 }, rules: ['child.under12.soleAuthority'] },
    fhir: {
      resourceType: 'QuestionnaireResponse',
      id: '3b0c9a52-54a0-4d2f-8d2c-6a4e0f1c7d11',
      questionnaire: `${model.form.url}|${model.form.version}`,
      status: 'completed',
      language: documentLanguageTag[model.language],
      subject: { reference: 'Patient/4f0e8a52-11a0-4d2f-8d2c-6a4e0f1c7d99' },
      authored: model.at,
      source: { reference: 'urn:uuid:9b0c9a52-54a0-4d2f-8d2c-6a4e0f1c7d12' },
      item: model.answers.map(({ question, answer }, i) => ({
        linkId: `question.${i}`,
        text: question,
        answer: answer.map((display, j) => ({
          valueCoding: { system: 'https://balie.example/CodeSystem/answers', code: `answer-${i}-${j}`, display },
        })),
      })),
    },
  })
  return await composePdf(model, { assets, icc, attachments })
}

describe.each(Object.entries(forms))('a signed form in %s', (_, form) => {
  it.each(Object.entries(hands))('stays within its size with one to four inks, %s', async (__, hand) => {
    for (const count of [1, 2, 3, 4]) {
      const pdf = await withEverything(drawn(form, count, hand))
      expect(
        Buffer.from(pdf)
          .toString('latin1')
          .match(/\/Type\/Page\//g),
        `${count} signers`,
      ).toHaveLength(2)
      expect(pdf.length, `${count} signers`).toBeLessThanOrEqual(most[directionOf(form.language)])
    }
  })
})
