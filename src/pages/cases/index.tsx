import { View } from '@tarojs/components'

export default function Cases() {
  return <View id="hello">三单通</View>
}
