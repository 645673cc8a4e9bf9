import { View } from '@tarojs/components'
import { Component, type PropsWithChildren } from 'react'
import { kit } from '@/copy/kit'
import { Button } from '../button'

/** A fault in one page does not take the app down: it says so and offers to draw the page again. */
export class Boundary extends Component<PropsWithChildren, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(thrown: unknown) {
    console.error(thrown)
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <View>
        <View className="page__title">{kit.broken}</View>
        <View className="page__words">{kit.brokenAdvice}</View>
        <Button id="page-reopen" kind="main" onTap={() => this.setState({ broken: false })}>
          {kit.reopen}
        </Button>
      </View>
    )
  }
}
