'use strict';

/**
 * Making elements, always from text and never from HTML: what is shown was written by anybody.
 */

/**
 * @param {string} tag
 * @param {Object<string, any>} [attributes] `on…` are listeners; false and null leave an attribute out
 * @param {Child|Child[]} [children]
 * @return {HTMLElement}
 */
function element( tag, attributes, children ) {
	const made = document.createElement( tag );
	const list = Array.isArray( children ) ? children : [ children ];
	Object.keys( attributes || {} ).forEach( ( name ) => {
		const value = /** @type {Object<string, any>} */ ( attributes )[ name ];
		if ( name.slice( 0, 2 ) === 'on' ) {
			made.addEventListener( name.slice( 2 ), value );
		} else if ( value !== false && value !== null && value !== undefined ) {
			made.setAttribute( name, value === true ? '' : String( value ) );
		}
	} );
	list.forEach( ( child ) => {
		if ( typeof child === 'string' ) {
			made.appendChild( document.createTextNode( child ) );
		} else if ( child ) {
			made.appendChild( child );
		}
	} );
	return made;
}

/** Codex's classes where the wiki has its styles, ours beside them for where it has not. */
const BUTTONS = {
	primary: 'cdx-button cdx-button--action-progressive cdx-button--weight-primary wikilatch-button wikilatch-primary',
	normal: 'cdx-button wikilatch-button',
	quiet: 'cdx-button cdx-button--weight-quiet wikilatch-button wikilatch-quiet'
};

/**
 * @param {string} label
 * @param {'primary'|'normal'|'quiet'} kind
 * @param {function(MouseEvent): void} onclick
 * @return {HTMLElement}
 */
function button( label, kind, onclick ) {
	return element( 'button', { type: 'button', class: BUTTONS[ kind ], onclick: onclick }, label );
}

/**
 * @param {string} label
 * @param {string} href
 * @param {Object<string, any>} [attributes]
 * @return {HTMLElement}
 */
function link( label, href, attributes ) {
	const all = { href: href };
	Object.keys( attributes || {} ).forEach( ( name ) => {
		/** @type {any} */ ( all )[ name ] = /** @type {any} */ ( attributes )[ name ];
	} );
	return element( 'a', all, label );
}

/**
 * @param {HTMLElement} parent
 */
function clear( parent ) {
	while ( parent.firstChild ) {
		parent.removeChild( parent.firstChild );
	}
}

module.exports = { element: element, button: button, link: link, clear: clear };
