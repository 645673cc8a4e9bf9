/**
 * Labels for screen readers: Taro's templates leave `aria-*` out, so they are added to the components that our kit labels.
 * The same table goes into the build's templates (here) and into the run time (aria-runtime.js), or their short names differ.
 */
const path = require('node:path')
const { components } = require('./aria-components')

module.exports = (context) => {
  context.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      platform.template.mergeComponents(context, components)
      platform.runtimePath = [platform.runtimePath].flat().concat(path.join(__dirname, 'aria-runtime.js'))
    },
  })
}
