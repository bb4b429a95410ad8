import { View } from '@tarojs/components'

export default function Home() {
  return <View ariaRole='heading' ariaLabel='一窗通'>一窗通</View>
}
