export const usages: Readonly<Record<string, string>>
export function usageOf(command: string): string
export function unknownOption(command: string, args: readonly string[]): string | null
