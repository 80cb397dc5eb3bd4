/**
 * The verifier: from a PDF and the anchors of whoever asks to a report. Pure but for the arithmetic it is given; it needs no
 * network, believes nothing because it stands in the file, and never throws on a file, however broken.
 */
import { visitCertificateLifetime } from '../contract/device/visit-certificate.ts'
import type { PublicJwk } from '../ids.ts'
import { joinBytes, sameBytes } from '../bytes/bytes.ts'
import { demandSigned, pathTo, type Trust } from './base/chain.ts'
import { oids, signedData, type Signed } from './base/cms.ts'
import { actsInside, houseAgrees, isOfActs } from './acts.ts'
import { type Contents, contentsOf } from './contents.ts'
import { datesCanBe } from './dates.ts'
import { areAbout, evidenceIn, type Helpers } from './evidence.ts'
import { formPage } from './page.ts'
import { actsOnPage } from './page-acts.ts'
import { extensionsOf } from './pdf/extension.ts'
import { sealedDocument } from './pdf/sealed.ts'
import type { SealedFile } from './pdf/sealed-file.ts'
import { sectionsOf } from './pdf/section.ts'
import type { HashName, VerifyPort } from './base/port.ts'
import { demand, type Problem, Refusal } from './base/refusal.ts'
import { timeStamp } from './base/time-stamp.ts'
import { counted, Work } from './base/work.ts'
import { type Certificate, certificate, type RevocationList, revocationList, usage } from './base/x509.ts'

export interface VerifyOptions {
  /** DER of the hospital's certificate authorities. Given by whoever asks, never assumed. */
  readonly anchors: readonly Uint8Array[]
  /** DER of the authorities for time stamps; when empty, the ones above are tried and a stamp is only told of. */
  readonly timeAnchors?: readonly Uint8Array[]
  /** DER of revocation lists beside those in the file. */
  readonly lists?: readonly Uint8Array[]
  /** Public `D-log` keys of the hospital's kiosks, to check the visit certificate's signature. */
  readonly deviceKeys?: readonly PublicJwk[]
  /** The moment at which the document is known to have existed, at the latest: usually now; or its receipt. */
  readonly at: Date
  /** A file as it left the kiosk: whatever stands behind the seal is refused before anything is computed. */
  readonly fresh?: boolean
  /** Counts what the file costs; left out, it is counted all the same. */
  readonly work?: Work
}

export interface Report<C = Contents> {
  readonly balie: 'verification/1'
  readonly accepted: boolean
  /** Why not; null when accepted. `detail` is for engineers. */
  readonly problem: { readonly id: Problem; readonly detail: string } | null
  readonly seal: {
    readonly by: string
    readonly organisation: string
    readonly device: string
    /** ISO 8601; the kiosk's own clock. */
    readonly claimedAt: string
    /** The earliest moment that somebody else vouches for. */
    readonly provenAt: string | null
    readonly timeAuthority: string | null
    /** Time stamps in the file whose authority nobody vouched for. */
    readonly unknownStamps: number
    /** Time stamps whose authority's certificate ended before a later stamp took them over: they prove nothing any more. */
    readonly agedStamps: number
    /** Updates behind the seal that brought a time stamp, or evidence that belongs to the file's own signatures. */
    readonly extended: number
    /** Whether a list that speaks about that moment says that no certificate of the seal was revoked. */
    readonly revocationKnown: boolean
    readonly checkedAt: string
  } | null
  readonly contents: C | null
  readonly pages: number
}

/** Larger files are refused: a document of the kiosk is below 8 MiB, long-term data adds little. */
export const largestFile = 16 * 1024 * 1024
/** The kiosk's clock may be this far ahead of a time-stamping authority's, milliseconds. */
const clockTolerance = 5 * 60_000
/** id-kp-documentSigning (RFC 9336). */
const documentSigning = '1.3.6.1.5.5.7.3.36'

/** Verifies a form. Never throws because of the file; throws on an anchor that is no certificate. */
export async function verifyPdf(
  port: VerifyPort,
  bytes: Uint8Array,
  options: VerifyOptions & { readonly onSealed?: (file: SealedFile) => void },
): Promise<Report> {
  return await verifySealedFile(port, bytes, options, async (file) => {
    options.onSealed?.(file)
    const { attachments } = file.sealed
    if (isOfActs(attachments)) {
      const of = { deviceKeys: options.deviceKeys ?? [], composed: file.claimed }
      const { contents, read } = await actsInside(file.port, attachments, of)
      houseAgrees(contents, file.signer, file.claimed)
      return { ...contents, page: actsOnPage(file, read) }
    }
    const { contents, drawn } = await contentsOf(file.port, attachments, options.deviceKeys ?? [])
    deviceAgrees(contents, file.signer, file.claimed)
    return { ...contents, page: formPage(file, { ...contents, drawn }) }
  })
}

/** Verifies the seal of any document of Balie's; `read` says what it carries, or throws a Refusal. */
export async function verifySealedFile<C>(
  port: VerifyPort,
  bytes: Uint8Array,
  options: VerifyOptions,
  read: (file: SealedFile) => Promise<C>,
): Promise<Report<C>> {
  const anchors = options.anchors.map((der) => certificate(der))
  const timeAnchors = (options.timeAnchors ?? []).map((der) => certificate(der))
  const lists = (options.lists ?? []).map((der) => revocationList(der))
  const work = options.work ?? new Work()
  const given = { at: options.at, fresh: options.fresh === true, anchors, timeAnchors, lists, work }
  try {
    return await verified(counted(port, work), bytes, given, read)
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal('malformed', 'the reader gave up')
    const problem = { id: refusal.problem, detail: refusal.message }
    return { balie: 'verification/1', accepted: false, problem, seal: null, contents: null, pages: 0 }
  }
}

interface Given {
  readonly anchors: readonly Certificate[]
  readonly timeAnchors: readonly Certificate[]
  readonly lists: readonly RevocationList[]
  readonly at: Date
  readonly fresh: boolean
  readonly work: Work
}

async function verified<C>(
  port: VerifyPort,
  bytes: Uint8Array,
  given: Given,
  read: (file: SealedFile) => Promise<C>,
): Promise<Report<C>> {
  const { work } = given
  demand(bytes.length <= largestFile, 'tooLarge', 'larger than any document')
  const sections = sectionsOf(bytes, work)
  const [base] = sections
  demand(base !== undefined, 'notPdf', 'empty')
  demand(!given.fresh || sections.length === 1, 'changedAfterSeal', 'something behind the seal of a fresh document')
  const sealed = sealedDocument(bytes, base)
  const extension = extensionsOf(port, bytes, sections, sealed, work)
  const cms = await checkSeal(port, sealed.cms, sealed.covered)
  const known = [...cms.certificates, ...given.anchors, ...given.timeAnchors]
  const helpers = await helpersOf(port, extension.material, known)
  const trust: Trust = {
    anchors: given.anchors,
    others: [...cms.certificates, ...helpers.certificates],
    lists: [...given.lists, ...helpers.lists],
  }
  const time = await timeOf(port, { cms, stamps: extension.stamps, trust, given })
  const claimed = claimedTime(sealed.claimed)
  const at = time.proven?.at ?? given.at.getTime()
  const { certificates: path, revocationKnown } = await pathTo(port, { leaf: cms.signer, at, trust })
  // No signature covers the certificates in the CMS; only those that were checked as part of the path may be there.
  const checked = cms.certificates.every(({ der }) => path.some((one) => sameBytes(one.der, der)))
  demand(checked, 'sealForm', 'a certificate in the seal that has no part in it')
  demand(claimed >= cms.signer.from && claimed <= cms.signer.to, 'timeContradiction', 'sealed outside the certificate')
  demand(claimed <= at + clockTolerance, 'timeContradiction', 'sealed later than it is known to have existed')
  const signatures = [sealed, ...extension.stamps].flatMap((one) => ['cms' in one ? one.cms : one.token, one.padded])
  await areAbout(port, extension.about, signatures)
  datesCanBe(extension.dates, { sealed: claimed, now: given.at.getTime(), tolerance: clockTolerance })
  const signers = [...cms.certificates, ...time.certificates]
  const extended = await evidenceIn(port, extension.updates, {
    signers,
    anchors: [...given.anchors, ...given.timeAnchors],
    helpers,
  })
  const contents = await read({ sealed, section: base, signer: cms.signer, claimed, revision: bytes.subarray(0, base.to), port, work }) // prettier-ignore
  const { names } = cms.signer
  return {
    balie: 'verification/1',
    accepted: true,
    problem: null,
    seal: {
      by: names.common,
      organisation: names.organisation,
      device: names.device,
      claimedAt: new Date(claimed).toISOString(),
      provenAt: time.proven === null ? null : new Date(time.proven.at).toISOString(),
      timeAuthority: time.proven?.authority ?? null,
      unknownStamps: time.unknown,
      agedStamps: time.aged,
      extended,
      revocationKnown,
      checkedAt: given.at.toISOString(),
    },
    contents,
    pages: sealed.pages,
  }
}

/** The CMS of the seal: CAdES baseline as main builds it, over exactly the covered bytes. */
async function checkSeal(
  port: VerifyPort,
  der: Uint8Array,
  covered: readonly [Uint8Array, Uint8Array],
): Promise<Signed> {
  const cms = await signedData(port, der, 'sealForm')
  demand(cms.contentType === oids.data && cms.content === null, 'sealForm', 'not detached')
  const attributes = [...cms.attributes.keys()].sort()
  const expected = [oids.contentType, oids.messageDigest, oids.signingCertificateV2].sort()
  demand(attributes.join() === expected.join(), 'sealForm', 'other signed attributes than a seal has')
  const unsigned = [...cms.unsigned.keys()]
  demand(unsigned.every((oid) => oid === oids.timeStampToken), 'sealForm', 'unsigned attributes') // prettier-ignore
  demand(cms.hash === 'SHA-256' && cms.signer.keyKind === 'ecdsa', 'sealForm', 'not ECDSA over SHA-256')
  demand(
    sameBytes(await port.digest('SHA-256', joinBytes(...covered)), cms.messageDigest),
    'sealBroken',
    'the digest differs',
  )
  const { signer } = cms
  const maySeal = signer.keyUsage?.[usage.nonRepudiation] === true && signer.extendedUsage?.includes(documentSigning)
  demand(maySeal === true && !signer.isCa, 'certificateUsage', 'the certificate is not for sealing documents')
  return cms
}

/**
 * What the DSS holds, each once. No seal covers it, so it must hold by itself: where a certificate or list names an
 * issuer that is known here, that issuer must have signed it; otherwise somebody changed it.
 */
async function helpersOf(
  port: VerifyPort,
  material: { readonly certificates: readonly Uint8Array[]; readonly lists: readonly Uint8Array[] },
  known: readonly Certificate[],
): Promise<Helpers> {
  // The same bytes are the same object here, however often the DSS names them.
  const [ders, listDers] = [new Set(material.certificates), new Set(material.lists)]
  demand(ders.size + listDers.size <= 200, 'tooLarge', 'more long-term data than any document needs')
  const certificates = [...ders].map((der) => certificate(der))
  const lists = [...listDers].map((der) => revocationList(der))
  await demandSigned(port, [...certificates, ...lists], [...certificates, ...known], 'changedAfterSeal')
  return { certificates, lists }
}

interface Time {
  readonly proven: { readonly at: number; readonly authority: string } | null
  readonly unknown: number
  readonly aged: number
  /** Those of all stamps that hold, and whoever made them. */
  readonly certificates: readonly Certificate[]
}

/**
 * Every time stamp must hold; the earliest from an authority that is vouched for proves when the seal existed. They are
 * read from the newest back, each at the moment at which the one behind it proves that it existed, so a chain of
 * renewed archive time stamps holds for longer than any of its certificates.
 */
async function timeOf(
  port: VerifyPort,
  input: {
    readonly cms: Signed
    readonly stamps: readonly { readonly token: Uint8Array; readonly covered: readonly [Uint8Array, Uint8Array] }[]
    readonly trust: Trust
    readonly given: Given
  },
): Promise<Time> {
  const { cms, stamps, given } = input
  const anchors = given.timeAnchors.length > 0 ? given.timeAnchors : given.anchors
  const trust = { ...input.trust, anchors }
  const inside = cms.unsigned.get(oids.timeStampToken)
  const all = [
    ...(inside === undefined ? [] : [{ token: inside.whole, stamped: [cms.signature] }]),
    ...stamps.map(({ token, covered }) => ({ token, stamped: covered })),
  ]
  const now = given.at.getTime()
  let proven: Time['proven'] = null
  let unknown = 0
  let aged = 0
  const certificates: Certificate[] = []
  for (const { token, stamped } of all.reverse()) {
    try {
      const imprint = (hash: HashName): Promise<Uint8Array> => port.digest(hash, joinBytes(...stamped))
      const stamp = await timeStamp(port, {
        token,
        imprint,
        trust,
        known: proven?.at ?? now,
        covered: proven !== null,
        met: (one) => certificates.push(...one),
      })
      demand(stamp.at <= now + clockTolerance, 'timeContradiction', 'a time stamp from the future')
      if (proven === null || stamp.at <= proven.at) proven = stamp
    } catch (error) {
      const problem = error instanceof Refusal ? error.problem : null
      if (problem === 'timeStampAged') aged++
      else if (problem === 'timeStampUntrusted' && given.timeAnchors.length === 0) unknown++
      else throw error
    }
  }
  return { proven, unknown, aged, certificates }
}

/** Milliseconds of a PDF date with offset, "D:20261123140307+01'00'". */
export function claimedTime(text: string): number {
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([+-])(\d\d)'(\d\d)'$/.exec(text)
  demand(match !== null, 'sealForm', '/M is no date with offset')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const offset = (Number(match[8]) * 60 + Number(match[9])) * 60_000 * (match[7] === '-' ? -1 : 1)
  return Date.UTC(year, month - 1, day, hour, minute, second) - offset
}

/** Steps, visit and seal belong to one visit of one device. */
function deviceAgrees({ visit, steps }: Contents, signer: Certificate, claimed: number): void {
  const times = steps.map(({ claims }) => Date.parse(claims.at))
  const begin = visit === null ? claimed - visitCertificateLifetime * 1000 : visit.certificate.iat * 1000
  demand(times.every((at) => at <= claimed + clockTolerance), 'timeContradiction', 'a step is later than the seal') // prettier-ignore
  // A visit lasts four hours at most: a step from before it was not made in it.
  demand(times.every((at) => at >= begin - clockTolerance), 'timeContradiction', 'a step is older than the visit') // prettier-ignore
  if (visit === null) return
  const { certificate: one } = visit
  demand(one.iss === signer.names.device, 'device', 'the visit was on another device than the seal')
  demand(one.exp - one.iat <= visitCertificateLifetime, 'device', 'a visit longer than any is')
  const during = claimed + clockTolerance >= one.iat * 1000 && claimed <= one.exp * 1000 + clockTolerance
  demand(during, 'device', 'the seal is from outside the visit')
}
