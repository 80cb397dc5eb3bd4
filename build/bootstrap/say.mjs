/** One line for the person at the terminal. */
export function say(line) {
  process.stderr.write(`balie: ${line}\n`)
}

/** One line and the end. Exit codes: 2 wrong use, 3 the machine lacks a program, 4 the packages could not be had. */
export function fail(code, line) {
  say(line)
  process.exit(code)
}
