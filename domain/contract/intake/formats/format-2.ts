/**
 * As format 1, with its number: decided by the rules as they were mended after 5d62466. What those rules refuse of it was
 * never decided by them, while a payload of format 1 may only be older than they are.
 */
import * as v from 'valibot'
import { PayloadOfFormat1 } from './format-1.ts'

export const PayloadOfFormat2 = v.strictObject({ ...PayloadOfFormat1.entries, format: v.literal(2) })
