/** The body of an answer: no more bytes and no longer than was asked for. */
import type { Incoming } from './exchange.ts'
import { Unreachable } from './unreachable.ts'

export function readBody(options: { answer: Incoming; limit: number; timeout: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const { answer } = options
    const parts: Buffer[] = []
    let size = 0
    const give = (code: string) => {
      clearTimeout(timer)
      answer.destroy()
      reject(new Unreachable(code))
    }
    const timer = setTimeout(() => give('timeout'), options.timeout)
    answer.on('data', (part: Buffer) => {
      size += part.length
      if (size > options.limit) give('tooLong')
      else parts.push(part)
    })
    answer.on('error', () => give('connection'))
    answer.on('close', () => {
      if (!answer.complete) give('connection')
    })
    answer.on('end', () => {
      clearTimeout(timer)
      if (!answer.complete) return give('connection')
      resolve(Buffer.concat(parts))
    })
  })
}
