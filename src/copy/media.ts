/** Why a picture or a recording cannot be shown, by how its check stands. */
export const mediaMissing = {
  checking: '正在检查，通过后显示',
  refused: '没有通过检查，不显示',
  expired: '已过保存期限，照片和录音已删除',
} as const
