const aria = { 'aria-label': '', 'aria-role': '', 'aria-checked': '', 'aria-disabled': '' }

/** Which components may carry which labels. */
exports.components = { View: aria, Text: aria, Button: aria, Input: aria, Textarea: aria, Image: aria, Switch: aria }
