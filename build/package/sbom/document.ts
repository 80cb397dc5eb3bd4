/** A list of parts as a CycloneDX 1.6 document: https://cyclonedx.org/docs/1.6/json/ */
import { Enums, Models, Serialize, Spec, SPDX } from '@cyclonedx/cyclonedx-library'
import type { Locked } from './locked.ts'

/** A file of somebody else's that lies in our folders, or a program that is not from the lock file. */
export interface OtherPart {
  readonly name: string
  readonly version: string | null
  readonly licence: string
  /** Hexadecimal SHA-256 of the file, or of the archive it comes in. */
  readonly sha256: string
  readonly type: 'file' | 'framework'
  readonly purl: string | null
}

export interface Sbom {
  readonly name: string
  readonly version: string
  readonly packages: readonly Locked[]
  /** Paths of the packages that Balie itself asks for. */
  readonly direct: ReadonlySet<string>
  /** Where a package ended up: names of bundles. */
  readonly placesOf: (path: string) => readonly string[]
  readonly others: readonly OtherPart[]
}

/** The document as JSON. The same parts give the same text: no serial number, no time. */
export function documentOf({ name, version, packages, direct, placesOf, others }: Sbom): string {
  const about = new Models.Component(Enums.ComponentType.Application, name, { version, bomRef: name })
  about.licenses.add(licenceOf('EUPL-1.2'))
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: about }) })
  const parts = new Map(packages.map((one) => [one.path, componentOf(one, placesOf(one.path))]))
  for (const { path, needs } of packages) {
    const part = parts.get(path)
    if (part === undefined) continue
    bom.components.add(part)
    if (direct.has(path)) about.dependencies.add(part.bomRef)
    for (const need of needs.map((one) => parts.get(one))) if (need !== undefined) part.dependencies.add(need.bomRef)
  }
  for (const part of others.map(otherOf)) {
    bom.components.add(part)
    about.dependencies.add(part.bomRef)
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6))
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`
}

function componentOf({ path, name, version, licence, integrity }: Locked, places: readonly string[]): Models.Component {
  const [algorithm, base64 = ''] = integrity.split('-')
  if (algorithm !== 'sha512') throw new Error(`${path} is locked by ${algorithm}`)
  const part = new Models.Component(Enums.ComponentType.Library, name, {
    version,
    bomRef: path,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  })
  part.hashes.set(Enums.HashAlgorithm['SHA-512'], Buffer.from(base64, 'base64').toString('hex'))
  part.licenses.add(licenceOf(licence))
  for (const place of places) part.properties.add(new Models.Property('balie:bundle', place))
  return part
}

function otherOf({ name, version, licence, sha256, type, purl }: OtherPart): Models.Component {
  const kind = type === 'file' ? Enums.ComponentType.File : Enums.ComponentType.Framework
  const part = new Models.Component(kind, name, {
    bomRef: name,
    ...(version === null ? {} : { version }),
    ...(purl === null ? {} : { purl }),
  })
  part.hashes.set(Enums.HashAlgorithm['SHA-256'], sha256)
  part.licenses.add(licenceOf(licence))
  return part
}

const licenceOf = (text: string): Models.License =>
  SPDX.isSupportedSpdxId(text) ? new Models.SpdxLicense(text) : new Models.LicenseExpression(text)
