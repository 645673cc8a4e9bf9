import type { Places } from './contract'
import { CallError } from './error'
import { pickOnGrid } from './grid-map.h5'

export const { choosePlace, whereAmI }: Places = {
  choosePlace: pickOnGrid,
  whereAmI: () =>
    new Promise((resolve, reject) => {
      if (!navigator.geolocation)
        return reject(new CallError('REFUSED', '浏览器不能定位，请在方格图上点选，或填写地址。'))
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude }),
        () => reject(new CallError('REFUSED', '没有得到定位的允许，请在方格图上点选，或填写地址。')),
        { timeout: 8000 },
      )
    }),
}
