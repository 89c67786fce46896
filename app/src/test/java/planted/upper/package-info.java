/// Planted for `ModulesTest`.
@ApplicationModule(allowedDependencies = {})
package planted.upper;

import org.springframework.modulith.ApplicationModule;
