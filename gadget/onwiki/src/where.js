'use strict';

/**
 * Where the reader is, and whether Wikilatch has anything to do there.
 *
 * The gadget's definition says `namespaces=2,3`, but MediaWiki before 1.41 ignores that: so everything is asked
 * again here. Only people with an account of their own (no temporary ones), only their own pages, only wikitext.
 */

const NS_SPECIAL = -1;
const NS_USER = 2;
const NS_USER_TALK = 3;

/**
 * @return {boolean} Whether the reader has a named account
 */
function isNamed() {
	if ( mw.config.get( 'wgUserIsTemp' ) ) {
		return false;
	}
	// isNamed came with MediaWiki 1.40.
	return typeof mw.user.isNamed === 'function' ? mw.user.isNamed() : !mw.user.isAnon();
}

/**
 * @param {string} action
 * @return {'view'|'edit'|null} What the reader does with a page of their own
 */
function deed( action ) {
	if ( action === 'edit' || action === 'submit' ) {
		return 'edit';
	}
	const old = mw.config.get( 'wgRevisionId' ) !== mw.config.get( 'wgCurRevisionId' );
	const isDiff = !!mw.config.get( 'wgDiffNewId' );
	return action === 'view' && mw.config.get( 'wgIsArticle' ) && !old && !isDiff ? 'view' : null;
}

/**
 * @return {Place|null} null where there is nothing to do
 */
function here() {
	const namespace = mw.config.get( 'wgNamespaceNumber' );
	const user = mw.config.get( 'wgUserName' );
	const name = String( mw.config.get( 'wgPageName' ) || '' );
	if ( !user || !isNamed() ) {
		return null;
	}
	/** @type {Place} */
	const place = {
		kind: 'page',
		title: name.replace( /_/g, ' ' ),
		user: user,
		pageId: mw.config.get( 'wgArticleId' ) || 0,
		revision: mw.config.get( 'wgCurRevisionId' ) || 0,
		lang: String( mw.config.get( 'wgPageContentLanguage' ) || mw.config.get( 'wgContentLanguage' ) || 'en' )
	};
	if ( namespace === NS_SPECIAL ) {
		return mw.config.get( 'wgCanonicalSpecialPageName' ) === 'Blankpage' && /\/Wikilatch$/i.test( name ) ?
			place : null;
	}
	if ( namespace !== NS_USER && namespace !== NS_USER_TALK ||
		mw.config.get( 'wgRelevantUserName' ) !== user ||
		mw.config.get( 'wgPageContentModel' ) !== 'wikitext' ) {
		return null;
	}
	const kind = deed( String( mw.config.get( 'wgAction' ) ) );
	// A talk page is mostly what others wrote: it gets no banner, but what its owner adds is looked at.
	if ( !kind || kind === 'view' && namespace !== NS_USER ) {
		return null;
	}
	place.kind = kind;
	return place;
}

module.exports = { here: here };
