'use strict';

/**
 * Where the gadget leads: pages of this wiki, the team's pages on Meta, and people.
 */

/** @type {{oversight: string, backend: string, version: string}} */
const config = require( '../data/config.json' );
const META = 'https://meta.wikimedia.org/wiki/';
const TEAM = META + 'Special:MyLanguage/Human_Rights_Team';

module.exports = {
	RENAME: META + 'Special:GlobalRenameRequest',
	TEAM: TEAM,
	RESOURCES: TEAM + '/Digital_Safety',
	HOURS: TEAM + '#Office_hours',
	GROUP: TEAM + '/Human_Rights_Interest_Group',
	CONTACT: 'talktohumanrights@wikimedia.org',
	EMERGENCY: 'emergency@wikimedia.org',

	/**
	 * @return {string} Where this wiki's people ask for something to be hidden, in private
	 */
	oversight: function () {
		return config.oversight || META + 'Special:MyLanguage/Oversight_policy';
	},

	/**
	 * @param {string} [fragment]
	 * @return {string} Wikilatch's own page. On wikis that load gadgets by namespace, the address names the gadget
	 */
	page: function ( fragment ) {
		return mw.util.getUrl( 'Special:BlankPage/Wikilatch', { withgadget: 'WikilatchPage' } ) +
			( fragment ? '#' + fragment : '' );
	},

	/**
	 * @param {string} name A special page of this wiki
	 * @return {string}
	 */
	special: function ( name ) {
		return mw.util.getUrl( 'Special:' + name );
	},

	/**
	 * @return {string} The reader's own user page
	 */
	userPage: function () {
		return mw.util.getUrl( 'User:' + mw.config.get( 'wgUserName' ) );
	}
};
