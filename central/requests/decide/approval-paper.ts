/**
 * The answer as a sealed document of its own, about the very file that was signed: closed by a key that is made for this paper and
 * certified in the name of whoever answers, after his own log-in. The verifier reads both before anything is stored.
 */
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

import type { ApprovalContent } from '../../../domain/document/approval.ts'
import { dayInWords } from '../../../domain/document/time-text.ts'
import type { FormDecision } from '../../../domain/rules/basis/decision.ts'
import { loginLevel } from '../../../domain/identity/staff-login.ts'
import type { LoginLevel } from '../../../domain/identity/staff-login.ts'
import type { Instant } from '../../../domain/ids.ts'
import { portOver } from '../../../domain/verify/base/subtle-port.ts'
import { verifyApproval } from '../../../domain/verify/approval.ts'
import type { Contents } from '../../../domain/verify/contents.ts'
import { composeApproval } from '../../../paper/compose-approval.ts'
import { hashOf } from '../../../paper/hash.ts'
import { prepareSeal } from '../../../paper/seal.ts'
import { houseSeal } from '../../keys/house-seal.ts'
import { stampOf } from '../compose-set/paper-of-set.ts'
import type { ApproverPerson, RefuseReason } from '../decisions/decision.ts'
import { paperMeans } from '../paper-means.ts'
import { kindWords } from '../decisions/kind-words.ts'
import type { DecidePorts } from './ports.ts'

/** What is answered on the paper. */
export type PaperAnswer = { readonly granted: FormDecision } | { readonly refused: RefuseReason }

/** The sealed file; a word: the verifier would not take it, because of who signs or how. */
export async function approvalPaper(
  ports: DecidePorts,
  of: {
    /** As it was sealed. */
    readonly form: Uint8Array
    /** With its long-term data, where it has some. */
    readonly lasting: Uint8Array
    readonly contents: Contents
    readonly reference: string
    readonly by: ApproverPerson
    readonly answer: PaperAnswer
    readonly at: Instant
  },
): Promise<Uint8Array | 'party' | 'cannotSign'> {
  const { by, at } = of
  const content = contentOf(ports, of)
  const composed = await composeApproval(content, paperMeans())
  const prepared = prepareSeal(composed)
  const { house, hospital, revocation, time } = ports
  const sealed = prepared.finish(
    await houseSeal({
      digest: prepared.sha256,
      authority: house.sealCa,
      organisation: hospital,
      person: by.name,
      revocation,
      now: new Date(at),
      timeStamp: (imprint) => stampOf(time, imprint),
    }),
  )
  const der = (pem: string): Uint8Array => new Uint8Array(x509.PemConverter.decodeFirst(pem))
  const report = await verifyApproval(
    portOver(webcrypto.subtle),
    { approval: sealed, form: of.lasting },
    {
      anchors: [der(house.sealCa.certificate)],
      timeAnchors: [der(house.timeCa.certificate)],
      deviceKeys: (await ports.devices.all()).flatMap(({ keys }) => keys.map(({ log }) => log)),
      at: ports.now(),
    },
  )
  if (report.accepted) return sealed
  return report.problem?.id === 'approvalConflict' ? 'party' : 'cannotSign'
}

function contentOf(ports: DecidePorts, of: Parameters<typeof approvalPaper>[1]): ApprovalContent {
  const { form, contents, reference, by, answer, at } = of
  const policy = ports.policy()
  const common = {
    language: 'nl',
    hospital: ports.hospital,
    at,
    about: {
      sha256: hashOf(form),
      form: contents.form.form,
      title: contents.form.title,
      reference: contents.page?.reference ?? reference,
      patient: contents.form.patient,
    },
    approver: {
      name: by.name,
      role: by.role,
      identified: loginWords[loginLevel(by.acr)],
      registration: by.registration,
    },
    signature: { level: 'advanced', asked: policy.approval.signatureLevel },
    policy: { hospital: policy.hospital.name, version: policy.version, validFrom: policy.validFrom },
  } as const
  return 'granted' in answer
    ? {
        ...common,
        balie: 'approval/2',
        decision: { outcome: 'approve', reason: 'conditionsMet' },
        granted: grantedFacts(answer.granted),
      }
    : { ...common, balie: 'approval/1', decision: { outcome: 'refuse', reason: answer.refused } }
}

function grantedFacts({ scope, start, end }: FormDecision): { label: string; value: string }[] {
  return [
    { label: 'Mag zien', value: scope.map((kind) => kindWords[kind]).join(', ') },
    { label: 'Vanaf', value: dayInWords(start.day, 'nl') },
    { label: 'Tot en met', value: end.lastDay === null ? 'tot het stopt' : dayInWords(end.lastDay, 'nl') },
  ]
}

const loginWords: Readonly<Record<LoginLevel, string>> = {
  low: 'Ingelogd met wachtwoord',
  substantial: 'Ingelogd met twee factoren',
  high: 'Ingelogd met persoonlijke pas',
}
