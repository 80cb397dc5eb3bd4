/** Whether an outcome is what a case expects: what the expectation names must be so, what it leaves out may be anything. */

/** `{"$has": […]}`: each is somewhere in the list. `{"$hasNot": […]}`: none is. `{"$text": "…"}`: the text holds it. */
type Operator = '$has' | '$hasNot' | '$text'

/** @returns one line per difference, with its path; empty when all that is expected is so. */
export function differences(expected: unknown, found: unknown, path = ''): readonly string[] {
  if (isRecord(expected)) {
    const operator = operatorOf(expected)
    if (operator !== null) return byOperator({ operator, wanted: expected[operator], found, path })
    if (!isRecord(found)) return [says(path, expected, found)]
    return Object.entries(expected).flatMap(([key, one]) =>
      differences(one, Object.hasOwn(found, key) ? found[key] : undefined, path === '' ? key : `${path}.${key}`),
    )
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length) return [says(path, expected, found)]
    return expected.flatMap((one, at) => differences(one, found[at], `${path}[${at}]`))
  }
  return Object.is(expected, found) ? [] : [says(path, expected, found)]
}

function byOperator(at: {
  readonly operator: Operator
  readonly wanted: unknown
  readonly found: unknown
  readonly path: string
}): readonly string[] {
  const { operator, wanted, found, path } = at
  if (operator === '$text')
    return typeof found === 'string' && typeof wanted === 'string' && found.includes(wanted)
      ? []
      : [says(`${path} $text`, wanted, found)]
  const list: readonly unknown[] = Array.isArray(found) ? found : []
  const there = (one: unknown): boolean => list.some((each) => differences(one, each).length === 0)
  const each: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted]
  return each
    .filter((one) => there(one) !== (operator === '$has'))
    .map((one) => says(`${path} ${operator}`, one, found))
}

function operatorOf(of: Readonly<Record<string, unknown>>): Operator | null {
  const [key, ...others] = Object.keys(of)
  return others.length === 0 && (key === '$has' || key === '$hasNot' || key === '$text') ? key : null
}

const isRecord = (of: unknown): of is Readonly<Record<string, unknown>> =>
  typeof of === 'object' && of !== null && !Array.isArray(of)

const says = (path: string, expected: unknown, found: unknown): string =>
  `${path.trim()}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found) ?? 'nothing'}`
