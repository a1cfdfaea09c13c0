'use strict';

/**
 * Wikilatch's own page, Special:BlankPage/Wikilatch: the check-up, who helps, and the settings.
 */

const build = require( './element.js' );
const checkup = require( './checkup.js' );
const messages = require( './messages.js' );
const settings = require( './settings.js' );
const text = messages.text;

/**
 * @param {function(): Promise<void>} prepare Loads the chosen language anew
 */
function show( prepare ) {
	const content = document.getElementById( 'mw-content-text' );
	const heading = document.getElementById( 'firstHeading' );
	if ( !content ) {
		return;
	}
	const name = text( 'name' );
	const language = messages.attributes();
	document.title = name + ' - ' + mw.config.get( 'wgSiteName' );
	if ( heading ) {
		heading.textContent = name;
	}
	build.clear( content );
	content.appendChild( build.element( 'div', { class: 'wikilatch wikilatch-page', lang: language.lang, dir: language.dir }, [
		checkup.show(), checkup.help(), settings.show( () => prepare().then( () => {
			show( prepare );
			const select = document.getElementById( 'wikilatch-language' );
			if ( select ) {
				select.focus();
			}
		} ) )
	] ) );
	const wanted = location.hash && document.getElementById( location.hash.slice( 1 ) );
	if ( wanted ) {
		// For the keyboard, too: the next Tab goes on from there.
		wanted.setAttribute( 'tabindex', '-1' );
		wanted.scrollIntoView();
		wanted.focus( { preventScroll: true } );
	}
}

module.exports = { show: show };
