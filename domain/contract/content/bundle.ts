/** The ContentBundle: policy, terms, privacy text, Questionnaires; a JWS (typ "balie-content+jwt") by a content key. */
import * as v from 'valibot'
import { Instant } from '../../ids.ts'
import { DevicePolicy } from '../device/device-policy.ts'
import { languages } from '../../language.ts'

const texts = v.strictObject({ nl: v.string(), nlSimple: v.string(), en: v.string() })
const passages = v.array(v.strictObject({ heading: v.nullable(texts), text: texts }))

export const ContentDocument = v.strictObject({
  version: v.string(),
  title: texts,
  points: v.pipe(v.array(texts), v.maxLength(3)),
  passages,
})
export type ContentDocument = v.InferOutput<typeof ContentDocument>

export const ContentBundle = v.strictObject({
  /** Never goes back. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  validUntil: Instant,
  hospital: v.strictObject({
    name: v.string(),
    privacyContact: v.string(),
    /** Base of the public status pages: "/" and the reference follow (domain/contract/envelope/reference). */
    statusBase: v.pipe(v.string(), v.url()),
  }),
  /** Parsed by domain/policy in session and central. */
  policy: v.unknown(),
  device: DevicePolicy,
  terms: ContentDocument,
  privacy: ContentDocument,
  /** FHIR R4 Questionnaires, parsed by domain/forms. */
  questionnaires: v.array(
    v.looseObject({ resourceType: v.literal('Questionnaire'), url: v.string(), version: v.string() }),
  ),
  languages: v.array(v.picklist(languages)),
})
export type ContentBundle = v.InferOutput<typeof ContentBundle>
