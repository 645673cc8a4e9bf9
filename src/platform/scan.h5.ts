import type { Scan } from './contract'

export const { scan }: Scan = {
  scan: async () => window.prompt('请输入二维码下方的编号')?.trim() || undefined,
}
