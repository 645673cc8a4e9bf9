declare module '*/scripts/build.mjs' {
  export function build(names: string[], options?: { force?: boolean; log?: (line: string) => void }): Promise<string[]>
}
declare module '*/config/functions.mjs' {
  export function buildFunctions(options?: { source?: string; output?: string }): Promise<string[]>
}
