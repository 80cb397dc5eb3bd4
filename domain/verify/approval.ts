/** The verifier of an approval together with the form that it is about: both intact, and the one about the other. */
import * as v from 'valibot'
import {
  ApprovalContent,
  type ApprovalProblem,
  type ApprovedForm,
  approvalProblem,
  type SignatureLevel,
} from '../document/approval.ts'
import { base64url } from '../bytes/bytes.ts'
import { parseCanonical } from '../document/steps.ts'
import { isWholeName } from '../identity/name-as-text.ts'
import { Sha256 } from '../ids.ts'
import { unpack } from './attached.ts'
import { approvalPage } from './page-approval.ts'
import type { VerifyPort } from './base/port.ts'
import { demand, Refusal } from './base/refusal.ts'
import type { SealedFile } from './pdf/sealed-file.ts'
import { type Report, verifyPdf, type VerifyOptions, verifySealedFile } from './verify.ts'
import type { Certificate } from './base/x509.ts'

export interface ApprovalReport {
  readonly balie: 'approval-verification/1'
  readonly accepted: boolean
  /** Why not; null when accepted. `which`: the document that it is about. */
  readonly problem: (NonNullable<Report['problem']> & { readonly which: 'approval' | 'form' }) | null
  readonly approval: Omit<Report<ApprovalContents>, 'balie' | 'accepted' | 'problem'> | null
  readonly form: Report | null
}

export interface ApprovalContents {
  readonly content: ApprovalContent
  /** What the certificate shows, whatever the document claims. */
  readonly level: SignatureLevel
  readonly files: readonly string[]
}

export interface ApprovalOptions extends VerifyOptions {
  /** The level that whoever asks demands at least; left out, the one that the document itself was asked for. */
  readonly least?: SignatureLevel
}

/** Verifies both. Never throws because of a file. */
export async function verifyApproval(
  port: VerifyPort,
  files: { readonly approval: Uint8Array; readonly form: Uint8Array },
  options: ApprovalOptions,
): Promise<ApprovalReport> {
  let revision: Uint8Array | null = null
  const approval = await verifySealedFile(port, files.approval, options, contentsOf)
  const form = await verifyPdf(port, files.form, {
    ...options,
    onSealed: (file) => {
      revision = file.revision
    },
  })
  const refused = (which: 'approval' | 'form', problem: NonNullable<Report['problem']>): ApprovalReport => {
    const { seal, contents, pages } = approval
    return {
      balie: 'approval-verification/1',
      accepted: false,
      problem: { ...problem, which },
      approval: { seal, contents, pages },
      form,
    }
  }
  if (approval.problem !== null || approval.contents === null)
    return refused('approval', approval.problem ?? { id: 'approval', detail: 'no contents' })
  if (form.problem !== null || form.contents === null || revision === null)
    return refused('form', form.problem ?? { id: 'form', detail: 'no contents' })
  const { content, level } = approval.contents
  const sha256 = v.parse(Sha256, base64url(await port.digest('SHA-256', revision)))
  const problem = approvalProblem(content, {
    form: approvedForm(form.contents, sha256),
    shown: level,
    ...(options.least === undefined ? {} : { least: options.least }),
  })
  if (problem !== null) return refused('approval', { id: problem, detail: details[problem] })
  const { seal, contents, pages } = approval
  return { balie: 'approval-verification/1', accepted: true, problem: null, approval: { seal, contents, pages }, form }
}

const details: Readonly<Record<ApprovalProblem, string>> = {
  approvalOther: 'the hash, form or patient is not that of the given form',
  approvalRole: 'the rules ask for a registered physician',
  approvalLevel: 'the signature is of a lower level than asked or claimed',
  approvalConflict: 'the approver may be the patient or a signer',
  approvalEarly: 'approved before the last signer signed',
}

const Decision = v.looseObject({ approver: v.picklist(['physician', 'staff']) })

function approvedForm({ form, steps, decision }: NonNullable<Report['contents']>, sha256: Sha256): ApprovedForm {
  const said = v.safeParse(Decision, decision)
  // Acts of several visits stand in the order of the decision, not of their times.
  const [last] = steps.map(({ claims }) => claims.at).sort((one, other) => Date.parse(other) - Date.parse(one))
  if (last === undefined) throw new Error('a verified form has a step')
  return {
    sha256,
    form: form.form,
    patient: form.patient,
    representative: form.representative,
    signers: steps.map(({ claims }) => claims.name),
    signedAt: last,
    approver: said.success ? said.output.approver : null,
  }
}

async function contentsOf(sealedFile: SealedFile): Promise<ApprovalContents> {
  const { port, sealed, signer, claimed } = sealedFile
  const file = sealed.attachments.get('approval.json')
  if (file === undefined) throw new Refusal('approval', 'approval.json is missing')
  const parsed = v.safeParse(ApprovalContent, parseCanonical(unpack(port, file.stream)))
  demand(parsed.success, 'approval', 'approval.json has another shape')
  demand(sealed.attachments.size === 1, 'attachment', 'a file that no approval of ours carries')
  const content = parsed.output
  // The seal is the act: both times are one moment, give or take the composing.
  demand(Math.abs(claimed - Date.parse(content.at)) <= actTolerance, 'timeContradiction', 'sealed at another time')
  approvalPage(sealedFile, content)
  const level = levelOf(signer, content.approver.name)
  return Promise.resolve({ content, level, files: [...sealed.attachments.keys()] })
}

/** Milliseconds between the act and the seal's own time. */
const actTolerance = 5 * 60_000

/**
 * What a certificate shows (eIDAS art. 26 and 3(12)): the approver's own name makes it his and not the house's; a
 * qualified one says so in its statements, and that its key is in a qualified device. Whether the issuer may say so is
 * the matter of the anchors that were given: no trusted list is asked here.
 */
function levelOf(signer: Certificate, name: string): SignatureLevel {
  if (!isWholeName(signer.names.common, name)) return 'simple'
  return signer.qualified ? 'qualified' : 'advanced'
}
