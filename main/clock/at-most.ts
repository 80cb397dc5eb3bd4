/** Waits for the work, but no longer than so many milliseconds. */
export function atMost(milliseconds: number, work: Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const enough = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  return Promise.race([work, enough]).finally(() => clearTimeout(timer))
}
