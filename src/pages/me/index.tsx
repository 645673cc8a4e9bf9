import { View } from '@tarojs/components'

export default function Me() {
  return <View id="hello">三单通</View>
}
