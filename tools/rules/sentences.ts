/** A rule or refusal as one sentence. */
import { isRefusalId, refusals } from '../../domain/rules/refusals/index.ts'
import { rulebook, type RuleId } from '../../domain/rules/basis/rulebook.ts'
import { staffInEnglish } from './staff-in-english.ts'

export const inDutch = (id: RuleId): string => (isRefusalId(id) ? refusals[id].staff : rulebook[id].nl)
export const inEnglish = (id: RuleId): string => (isRefusalId(id) ? staffInEnglish[id] : rulebook[id].en)
