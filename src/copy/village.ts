/** Choosing one's village. */
export const villageWords = {
  search: '村名',
  searchHint: '打村名里的两个字，例如：钓鱼台',
  searching: '正在找…',
  nothing: '没有找到这个名字的村，请换两个字，或从下面按乡镇找。',
  here: '按我现在的位置找',
  hereNothing: '这里还没有划进哪个村，请打村名或按乡镇找。',
  browse: '按乡镇找',
  back: '返回上一级',
  chosen: '已选',
  again: '重新选村',
} as const
