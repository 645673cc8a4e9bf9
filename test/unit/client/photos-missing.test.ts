import { whyMissing } from '@/components/photos/missing'

test.each([
  [{ state: 'passed', url: 'https://example.org/1' }, undefined],
  [{ state: 'checking' }, '正在检查，通过后显示'],
  [{ state: 'review' }, '正在检查，通过后显示'],
  [{ state: 'refused' }, '没有通过检查，不显示'],
  [{ state: 'expired' }, '已过保存期限，照片和录音已删除'],
] as const)('of %j is said: %s', (media, said) => expect(whyMissing(media)).toBe(said))
