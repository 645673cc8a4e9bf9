import { View } from '@tarojs/components'

export default function Home() {
  return <View id="hello">三单通</View>
}
