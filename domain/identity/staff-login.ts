/**
 * How strong a log-in of staff was, in the three levels of assurance of eIDAS (EU 910/2014, article 8), from the `acr` of the ID
 * token (OpenID Connect Core, section 2). A value that nobody knows is the weakest.
 */
import * as v from 'valibot'

/** From the least to the most. */
export const loginLevels = ['low', 'substantial', 'high'] as const
export const LoginLevel = v.picklist(loginLevels)
export type LoginLevel = v.InferOutput<typeof LoginLevel>

/** `acr` as eIDAS nodes and Dutch brokers say it; a hospital's provider is configured to use one of these. */
export const acrOf: Readonly<Record<LoginLevel, string>> = {
  low: 'http://eidas.europa.eu/LoA/low',
  substantial: 'http://eidas.europa.eu/LoA/substantial',
  high: 'http://eidas.europa.eu/LoA/high',
}

export function loginLevel(acr: string | null): LoginLevel {
  return loginLevels.find((level) => acrOf[level] === acr) ?? 'low'
}

/** Whether this log-in is enough where `least` is asked. */
export function loginReaches(acr: string | null, least: LoginLevel): boolean {
  return loginLevels.indexOf(loginLevel(acr)) >= loginLevels.indexOf(least)
}
